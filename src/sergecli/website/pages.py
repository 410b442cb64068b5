"""The files of a site, each with the function that writes it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from sergecli import __version__
from sergecli.model.date_words import in_words
from sergecli.model.description import language_name
from sergecli.model.edtf import MONTHS
from sergecli.model.kinds import GROUPS
from sergecli.model.work import Periodical, Person
from sergecli.search import statistics
from sergecli.website import metadata, picture, searching, templates
from sergecli.website.site import Site, Topic, now

Files = dict[str, Callable[[], str]]
# How many works the feed contains, the latest changes first.
_CHANGES = 50
# Allow only the site's own scripts, and nothing from other sites.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
# The extensions of the files for download, and that of the data inside a work's page.
_DOWNLOADS = ("bib", "ris", "json")
_LINKED_DATA = "jsonld"
_STATIC = ("search.js", "copy.js", "icon.svg")
_IDENTIFIERS = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "bnf": ("BnF", "https://catalogue.bnf.fr/ark:/12148/{}"),
    "lccn": ("Library of Congress", "https://id.loc.gov/authorities/names/{}"),
}
# A label, and values that may each have an address.
Facts = list[tuple[str, list[tuple[str, str]]]]


class Choices(NamedTuple):
    """The choices in the form: kinds by group and languages, each with its number of works."""

    kinds: list[tuple[str, list[tuple[str, int]]]]
    languages: list[tuple[str, str, int]]


def files(site: Site) -> Files:
    """Return the function that writes each file of a site, by the file's name."""
    made: Files = {name: partial(templates.source, name) for name in _STATIC}
    made["style.css"] = style
    made["words.js"] = lambda: searching.data(site.works, site.head)
    made["index.html"] = lambda: _page(
        site, "index.html", "index.html", picture=inline_picture(site), choices=choices(site)
    )
    made["timeline.svg"] = lambda: picture.draw(_bars(site), site.head)
    made["author.html"] = partial(_author, site)
    made |= _topics(site, "people/index.html", "People", site.people)
    made |= _topics(site, "in/index.html", "Periodicals and books", site.containers)
    for number, work in enumerate(site.works):
        made[f"works/{work.id}.html"] = partial(_work, site, number)
        for ending in _DOWNLOADS:
            made[f"works/{work.id}.{ending}"] = partial(site.download, ending, (work,))
    for ending in _DOWNLOADS:
        made[f"bibliography.{ending}"] = partial(site.download, ending, site.works)
    if site.address:
        made["feed.xml"] = partial(_feed, site)
        made["sitemap.xml"] = partial(_sitemap, site, [one for one in made if one[-5:] == ".html"])
    return made


def _page(site: Site, template: str, path: str, **values: object) -> str:
    root = "../" * path.count("/")
    return templates.write(
        template,
        **shared(site, path),
        href=lambda part: site.href(part, root),
        root=root,
        policy=_POLICY,
        **values,
    )


def shared(site: Site, path: str) -> dict[str, object]:
    """Return the values that every page's template needs."""
    today = now()
    day = f"{today.day} {MONTHS[today.month - 1]} {today.year}"
    return {
        "site": site,
        "path": path,
        "version": __version__,
        "day": day,
        "machine_day": today.date().isoformat(),
    }


def style() -> Markup:
    """Return the style sheet, including that of the picture."""
    return templates.source("style.css") + templates.source("life.css")


def _bars(site: Site) -> list[statistics.Bar]:
    return statistics.gathered(statistics.years(site.works, site.head), site.head)


def inline_picture(site: Site) -> Markup:
    """Return the timeline as part of a page."""
    return Markup(picture.draw(_bars(site), site.head, inline=True))  # noqa: S704 - escaped there


def choices(site: Site) -> Choices:
    """Return the choices in the form, with counts."""
    kinds = Counter(work.kind for work in site.works)
    grouped = [
        (group, [(kind, kinds[kind]) for kind in those if kinds[kind]])
        for group, those in GROUPS.items()
    ]
    tags = Counter(
        tag for work in site.works for tag in searching.languages(work, site.head.language)
    )
    named = [(tag, language_name(tag), count) for tag, count in tags.items()]
    return Choices([one for one in grouped if one[1]], sorted(named, key=lambda one: one[1]))


def _work(site: Site, number: int) -> str:
    work = site.works[number]
    path = f"works/{work.id}.html"
    reference = site.references[work.id]
    address = site.address and site.address + path
    return _page(
        site,
        "work.html",
        path,
        work=work,
        summary=site.summary(work),
        meta=metadata.meta(work, reference),
        linked_data=metadata.linked_data(site.download(_LINKED_DATA, (work,)), address),
        before=site.works[number - 1] if number else None,
        after=site.works[number + 1] if number + 1 < len(site.works) else None,
    )


def _topics(site: Site, path: str, heading: str, topics: dict[str, Topic]) -> Files:
    """Return the pages of people, or of periodicals and books, and the page that lists them."""
    every = tuple(topics.values())
    made: Files = {path: lambda: _page(site, "topics.html", path, heading=heading, topics=every)}
    for topic in every:
        made[topic.path] = partial(_topic, site, topic)
    return made


def _topic(site: Site, topic: Topic) -> str:
    return _page(site, "topic.html", topic.path, topic=topic, facts=_facts(site, topic.name))


def _author(site: Site) -> str:
    head = site.head
    known = next((one for one in head.people if one.name == head.author), Person(name=head.author))
    person = replace(known, born=known.born or head.born, died=known.died or head.died)
    signed = Counter(work.signed_as for work in site.works if work.signed_as)
    works = [("", f"{name} ({count})") for name, count in signed.most_common()]
    facts = _filled([*_of_person(person), ("Signed", works)])
    return _page(site, "author.html", "author.html", facts=facts)


def _facts(site: Site, name: str) -> Facts:
    """Return what the catalogue's head says about a person or a periodical."""
    people = {person.name: person for person in site.head.people}
    periodicals = {one.name: one for one in site.head.periodicals}
    rows: Facts = []
    if name in people:
        rows += _of_person(people[name])
    if name in periodicals:
        rows += _of_periodical(periodicals[name])
    return _filled(rows)


def _filled(rows: Facts) -> Facts:
    return [
        (label, [one for one in values if one[1]])
        for label, values in rows
        if any(one[1] for one in values)
    ]


def _of_person(person: Person) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield "Also", [("", one) for one in person.other_names]
    yield "Pseudonyms", [("", one) for one in person.pseudonyms]
    yield "Born", [("", in_words(person.born) if person.born else "")]
    yield "Died", [("", in_words(person.died) if person.died else "")]
    for key, (label, address) in _IDENTIFIERS.items():
        identifier = getattr(person, key)
        yield label, [(address.format(identifier), identifier)]


def _of_periodical(one: Periodical) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    yield "Appeared", [("", ", ".join(filter(None, (one.frequency, one.place))))]
    yield "Also", [("", name) for name in one.other_names]
    yield "Note", [("", one.note)]


def _feed(site: Site) -> str:
    latest = sorted(site.works, key=lambda work: site.updated[work.id], reverse=True)[:_CHANGES]
    changes = [(work, site.updated[work.id]) for work in latest]
    return templates.write("feed.xml", site=site, updated=changes[0][1], changes=changes)


def _sitemap(site: Site, paths: Sequence[str]) -> str:
    days = {f"works/{name}.html": day for name, day in site.updated.items()}
    listed = [(path, days.get(path, "")) for path in paths]
    return templates.write("sitemap.xml", site=site, paths=listed)
