"""The pages in a real browser: Debian's Chromium, driven by Playwright, judged by axe-core."""

import csv
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sergecli.catalogue import index
from sergecli.citations import bibliography, render, source
from sergecli.model.work import Catalogue
from sergecli.search import fuzzy
from tests.driven import found
from tests.program import Program
from tests.search.test_fuzzy import QUERIES
from tests.website.test_hostile_pages import hostile_catalogue

pytest.importorskip("playwright", reason="no playwright (pip install -e '.[dev]')")
pytest.importorskip("axe_playwright_python", reason="no axe-core (pip install -e '.[dev]')")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

# In milliseconds.
_PATIENCE = 120_000
# WCAG 2.2, levels A and AA, and what axe-core knows to be good practice besides.
AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}
KINDS = {
    "list": "index.html",
    "work": "works/once-more-kronstadt.html",
    "book": "works/memoirs-of-a-revolutionary.html",
    "people": "people/index.html",
    "person": "people/richard-greeman.html",
    "author": "author.html",
    "containers": "in/index.html",
    "container": "in/the-new-international.html",
    "single": "serge.html",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = found("chromium")
    with sync_playwright() as playwright:
        # A container has no user namespaces for the sandbox.
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # A machine may have much else to do.
        expect.set_options(timeout=_PATIENCE)
        yield running
        running.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("site")
    serge = Program(place, real=False)
    serge("site", "public", "--url", "https://example.org/serge/")
    serge("site", "--one", "public/serge.html")
    return place / "public"


class Visit:
    """A window of a browser, in which every request and every complaint is noted."""

    def __init__(self, context: BrowserContext, site: Path) -> None:
        self.site = site
        self.context = context
        context.set_default_timeout(_PATIENCE)
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", self._note)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))

    def _note(self, request: Request) -> None:
        self.asked.append(request.url)

    def open(self, name: str) -> Page:
        self.page.goto(name if "//" in name else f"{self.site.as_uri()}/{name}")
        return self.page

    def shown(self) -> list[str]:
        """Give the ids of the works that can be seen, in their order."""
        items = self.page.locator("main li[id]:visible")
        ids: list[str] = items.evaluate_all("items => items.map(item => item.id)")
        return ids


class Quiet(SimpleHTTPRequestHandler):
    """Answers without a word on standard error."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def served(site: Path) -> Iterator[str]:
    """Give the address of the site on a server of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    window = Visit(context, site)
    yield window
    assert not window.said
    assert all(url.startswith(("file:", "data:", "http://127.0.0.1:")) for url in window.asked)
    context.close()


PAGES_WITH_SEARCH = ("index.html", "serge.html")


def queries() -> list[str]:
    """Give what readers type, but for words in quotation marks: a page lacks some of the texts."""
    asked = ["978-1-62963-031-1", "1936", "constructor", "ΣΊΣΥΦΟΣ", "straße"]
    for path in QUERIES:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            asked += [row["query"] for row in rows]
    return [query for query in asked if not fuzzy.PHRASE.search(query)]


def test_the_pages_search_as_serge_does(visit: Visit, catalogue: Catalogue) -> None:
    """Every query of tests/queries….tsv has the same results, and nearly all the same one first.

    The single page has the same script, so that some queries are enough there.
    """
    every = queries()
    built = index.Built(catalogue.works, catalogue.head.people)
    hits = [[hit.work.id for hit in fuzzy.search(built, one, typing=True)] for one in every]
    for name, step in zip(PAGES_WITH_SEARCH, (1, 10), strict=True):
        asked = every[::step]
        answers: list[list[str]] = visit.open(name).evaluate(
            "queries => queries.map(query => search(query).map(work => items[work][0].id))", asked
        )
        first = 0
        for query, ids, expected in zip(asked, answers, hits[::step], strict=True):
            assert sorted(ids) == sorted(expected), query
            first += ids[:1] == expected[:1]
        # Works that are found equally well stand in the order of the page.
        print(f"{name}: {first} of {len(asked)} queries have the same work first")
        assert first >= len(asked) * 0.98


def test_a_phrase_stands_in_quotation_marks(visit: Visit) -> None:
    page = visit.open("index.html")
    page.get_by_role("searchbox").fill('"the revolution"')
    phrase = visit.shown()
    assert len(phrase) > 1
    page.get_by_role("searchbox").fill("the revolution")
    assert set(phrase) < set(visit.shown())


@pytest.mark.parametrize("name", PAGES_WITH_SEARCH)
def test_a_slip_finds(visit: Visit, name: str) -> None:
    page = visit.open(name)
    page.get_by_role("searchbox").type("cronstadt")
    assert "once-more-kronstadt" in visit.shown()[:5]
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^\d+ of \d+ works$"))
    page.get_by_role("searchbox").fill("xyzzyx")
    expect(page.get_by_role("status").first).to_have_text("No works match.")
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("body")).not_to_have_class("searching")
    assert len(visit.shown()) > 300


@pytest.mark.parametrize(
    ("fields", "options"),
    [
        ({"kind": "letter"}, ("--kind", "letter")),
        ({"language": "fr"}, ("--language", "fr")),
        ({"from": "1936", "to": "1938"}, ("--year", "1936-1938")),
        ({"from": "1940"}, ("--year", "1940-")),
        ({"online": "1"}, ("--online",)),
        (
            {"kind": "letter", "to": "1936", "online": "1"},
            ("--kind", "letter", "--year", "-1936", "--online"),
        ),
    ],
)
def test_filters_are_those_of_list(
    visit: Visit, tmp_path: Path, fields: dict[str, str], options: tuple[str, ...]
) -> None:
    page = visit.open("index.html")
    for name, value in fields.items():
        field = page.locator(f"[name={name}]")
        if name == "online":
            field.check()
        elif name in {"kind", "language"}:
            field.select_option(value)
        else:
            field.fill(value)
    wanted = Program(tmp_path, real=False)("list", "--ids", *options).out.split()
    assert sorted(visit.shown()) == sorted(wanted)


def test_a_search_stands_in_the_address(visit: Visit) -> None:
    page = visit.open("index.html")
    page.get_by_role("searchbox").fill("kronstadt")
    page.get_by_label("Kind").select_option("letter")
    page.keyboard.press("Tab")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url("**q=kronstadt**")
    assert page.get_by_role("searchbox").input_value() == "kronstadt"
    assert "once-more-kronstadt" in visit.shown()
    assert len(visit.shown()) < 20


def test_a_button_copies_a_citation_with_its_italics(
    visit: Visit, catalogue: Catalogue, served: str
) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open(f"{served}/works/once-more-kronstadt.html")
    page.get_by_role("button", name="Copy the MLA citation").click()
    expect(page.get_by_role("status")).to_contain_text("Copied: Serge, Victor.")
    reference = source.cited(catalogue.work("once-more-kronstadt"), catalogue.head)
    entry = bibliography.entry(reference, "mla")
    assert page.evaluate("navigator.clipboard.readText()") == render.text(entry)
    rich = page.evaluate(
        "navigator.clipboard.read().then(([one]) => one.getType('text/html')).then(b => b.text())"
    )
    assert "<em>The New International</em>" in rich


def test_a_button_copies_from_a_stick(visit: Visit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = visit.open("serge.html#once-more-kronstadt")
    # The address leads to the work, and opens it.
    item = page.locator("#once-more-kronstadt")
    item.get_by_role("button", name="Copy").click()
    expect(page.locator("#copied")).to_contain_text("Copied: Serge, Victor.")


def test_the_keyboard_is_enough(visit: Visit) -> None:
    page = visit.open("index.html")

    def focused(text: str) -> str:
        shown: str = page.evaluate(f"document.activeElement.{text}")
        return shown

    page.keyboard.press("Tab")
    assert focused("textContent") == "Skip to the content"
    assert page.get_by_text("Skip to the content").bounding_box() is not None
    for _ in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", focused("outerHTML")
        if focused("id") == "q":
            break
    assert focused("id") == "q"
    page.keyboard.type("once more kronstadt")
    for _ in range(12):
        page.keyboard.press("Tab")
        if "/works/" in focused("href || ''"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/works/once-more-kronstadt.html")


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_without_javascript_all_is_there(browser: Browser, site: Path, name: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / name).as_uri())
    expect(page.get_by_role("search")).to_be_hidden()
    if name in PAGES_WITH_SEARCH:
        assert page.locator("main li[id]:visible").count() > 300
    if name == KINDS["work"]:
        assert page.locator(".citation:visible").count() == 4
    context.close()


@pytest.mark.parametrize("name", KINDS.values(), ids=KINDS)
def test_axe_finds_nothing(browser: Browser, site: Path, name: str) -> None:
    # axe-core is put into the page, which the page's own policy forbids.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto((site / name).as_uri())
    for scheme, width in (("light", 1280), ("dark", 320)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if name == "serge.html":
            page.locator("details").first.evaluate("one => one.open = true")
        found_wrong = Axe().run(page, options=AXE)
        assert found_wrong.violations_count == 0, found_wrong.generate_report()
    context.close()


@pytest.mark.parametrize("width", [320, 375, 768, 1024, 1280, 1920, 2000])
def test_nothing_is_wider_than_the_screen(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    for name in KINDS.values():
        page = visit.open(name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_it_prints_as_a_reading_list(visit: Visit) -> None:
    page = visit.open("index.html")
    page.emulate_media(media="print")
    expect(page.get_by_role("search")).to_be_hidden()
    expect(page.locator("nav").first).to_be_hidden()
    assert page.locator("main li[id]:visible").count() > 300
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    print(f"{pages} pages of paper")
    assert pages <= 20


def test_hostile_texts_do_nothing(browser: Browser, tmp_path: Path) -> None:
    hostile_catalogue(tmp_path / "hostile.toml")
    serge = Program(tmp_path, real=False)
    options = ("--alone", "--catalogue", "hostile.toml")
    serge("site", "here", *options)
    serge("site", "--one", "here/serge.html", *options)
    context = browser.new_context()
    window = Visit(context, tmp_path / "here")
    for path in sorted((tmp_path / "here").rglob("*.html")):
        page = window.open(path.relative_to(tmp_path / "here").as_posix())
        for word in ("script", "constructor", "<img"):
            if page.locator("#q").count():
                page.locator("#q").fill(word)
        assert page.locator("img, iframe, script:not([src]):not([type])").count() <= 1
    assert not window.said
    assert all(url.startswith(("file:", "data:")) for url in window.asked)
    context.close()


def test_a_script_that_is_not_ours_is_not_run(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    for name in ("index.html", "serge.html", "works/once-more-kronstadt.html"):
        window = Visit(context, site)
        page = window.open(name)
        page.evaluate(
            "() => { const one = document.createElement('script'); one.textContent = 'evil = 1';"
            "document.body.append(one); const image = new Image();"
            "image.src = 'https://example.org/a.png'; document.body.append(image); }"
        )
        assert page.evaluate("typeof evil") == "undefined"
        assert len([text for text in window.said if "Content Security Policy" in text]) == 2
    context.close()
