"""What other programs wrote becomes records; what serge wrote comes back as it was."""

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from sergecli import importers
from sergecli.errors import CatalogueError, UsageError
from sergecli.exporters.formats import FORMATS
from sergecli.importers import detect
from sergecli.importers.entry import Entry
from sergecli.model.work import Catalogue, Head
from tests.conftest import DATA, Serge
from tests.growth import in_proportion

TEXT = DATA.read_text(encoding="utf-8")
HEAD = TEXT.split("[[catalogue.life_events]]")[0]
# Their names keep their capitals in sentences.
PEOPLE = TEXT[TEXT.index("\n[people]\n") : TEXT.index("\n[[works]]\n")]


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """An empty catalogue with the head of the built-in one."""
    path = tmp_path / "mine.toml"
    path.write_text(HEAD + PEOPLE, encoding="utf-8")
    return path


def records(path: Path) -> list[dict[str, Any]]:
    """Give the records of a catalogue."""
    works: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["works"]
    return works


# What serge writes and reads.
BOTH = [form for form in detect.FORMS if form in FORMATS]


@pytest.fixture(scope="module")
def differing() -> dict[str, int]:
    """How many citations differ after a round trip, as the manual says."""
    page = (DATA.parents[1] / "docs" / "import.md").read_text(encoding="utf-8")
    counts = re.findall(r"(\d+) (?:differ )?after\s`(.+?)`", page)
    (every,) = re.findall(r"Of the (\d+) citations", page)
    return {"": int(every)} | {form: int(count) for count, form in counts}


@pytest.mark.parametrize("form", BOTH)
def test_what_serge_cites_comes_back_as_it_was(
    serge: Serge, catalogue: Catalogue, mine: Path, differing: dict[str, int], form: str
) -> None:
    """And beside the catalogue from which it comes it is there already, or said to be like it."""
    every = [work.id for work in catalogue]
    # Hayagriva has no italics, so that a title in a title gets the capitals of other words.
    kept = [work.id for work in catalogue if form != "hayagriva" or not work.inner_titles]
    own = ("--alone", "--catalogue", str(mine))

    def cited(ids: list[str], *options: str) -> str:
        return serge("cite", "-", "--format", form, *options, stdin="\n".join(ids)).out

    sent = cited(every)
    told = serge("import", "-", *own, stdin=sent).err.splitlines()[-1]
    assert told == f"{len(every)} imported, 0 skipped, 0 refused"
    before, back = sent if kept == every else cited(kept), cited(kept, *own)
    if form == "toml":
        assert tomllib.loads(back)["works"] == tomllib.loads(before)["works"]
    else:
        assert back == before
    for line in serge("import", "-", "--dry-run", stdin=sent).out.splitlines():
        assert line.startswith("skipped") or line.endswith("has the same title and author")
    citations, after = serge("cite").out.splitlines(), serge("cite", *own).out.splitlines()
    assert len(citations) == differing[""]
    differ = sum(one != other for one, other in zip(citations, after, strict=True))
    assert differ == differing.get(form, 0)


@pytest.mark.parametrize("ending", ["csv", "rdf", "ris"])
def test_known_works_in_other_dress_are_not_made_twice(serge: Serge, ending: str) -> None:
    """Under other titles, in other editions, with other spellings, addresses and ISBNs."""
    file = str(Path(__file__).parent / "files" / f"five-works.{ending}")
    answer = serge("import", file, "--catalogue", "m.toml", "--dry-run")
    assert answer.err.endswith("0 imported, 5 skipped, 0 refused; dry run: nothing was written\n")


def test_an_amendment_is_no_record(serge: Serge) -> None:
    text = '[[works]]\namends = "men-in-prison"\nnote = "N"\n\n[[works]]\nid = "a"\n'
    answer = serge("import", "-", "--catalogue", "m.toml", "--format", "toml", stdin=text, code=4)
    first, second = answer.out.splitlines()
    assert first.startswith("refused\t\t<stdin>:1: men-in-prison\tamends another record")
    assert second.startswith("refused\t\t<stdin>:5: a\t")


DEFAULT = Head(title="Writings", author="Victor Serge", language="en", archive="The Archive")
SAMPLES = {
    "bibtex": (
        """@string{ni = "The New International"}
@Article{serge_kronstadt_1938,
  author  = {Serge, Victor and Trotsky, Leon},
  title   = {Once More: {Kronstadt} \\& {\\'E}mile},
  journal = ni, volume = 4, number = {7}, pages = "211--212",
  month   = jul, year = 1938, language = {en},
  keywords = {anarchism}, file = {a.pdf},
}
"""
    ),
    "biblatex": (
        """@article{serge_kronstadt_1938,
  author = {Serge, Victor and Trotsky, Leon},
  title = {Once More: {{Kronstadt}} \\& Émile},
  journaltitle = {The New International},
  volume = {4}, number = {7}, pages = {211--212}, date = {1938-07}, langid = {english},
  keywords = {anarchism}, file = {a.pdf}
}
"""
    ),
    "ris": (
        "TY  - JOUR\r\nID  - serge_kronstadt_1938\r\nAU  - Serge, Victor\r\nAU  - Trotsky, Leon\r\n"
        "TI  - Once More: Kronstadt & Émile\r\nJO  - The New International\r\nVL  - 4\r\n"
        "IS  - 7\r\nSP  - 211\r\nEP  - 212\r\nPY  - 1938/07//\r\nLA  - en\r\nKW  - anarchism\r\n"
        "ER  - \r\n"
    ),
    "csl-json": (
        """[{"id": "serge_kronstadt_1938", "type": "article-journal",
  "title": "Once More: <span class=\\"nocase\\">Kronstadt</span> & Émile",
  "author": [{"family": "Serge", "given": "Victor"}, {"family": "Trotsky", "given": "Leon"}],
  "container-title": "The New International", "volume": "4", "issue": "7",
  "page": "211-212", "issued": {"date-parts": [[1938, 7]]}, "language": "en",
  "keyword": "anarchism"}]
"""
    ),
    "hayagriva": (
        """serge_kronstadt_1938:
  type: article
  title: "Once More: {Kronstadt} & Émile"
  author: ["Serge, Victor", "Trotsky, Leon"]
  date: 1938-07
  page-range: 211-212
  language: en
  parent:
    type: periodical
    title: The New International
    volume: 4
    issue: 7
"""
    ),
}


@pytest.mark.parametrize("form", SAMPLES)
def test_an_entry_of_another_program_is_read(serge: Serge, tmp_path: Path, form: str) -> None:
    sample = SAMPLES[form]
    assert detect.sniff("-", sample) == form
    (tmp_path / "in").write_bytes(sample.encode())
    serge("import", "in", "--catalogue", "mine.toml", "--format", form)
    (work,) = records(tmp_path / "mine.toml")
    assert work.pop("x", {}) == ({"tags": ["anarchism"]} if form != "hayagriva" else {})
    text = work.pop("reproduced_from", None) or work.pop("first_publication")
    assert text == {
        "container": "The New International",
        "volume": "4",
        "issue": "7",
        "pages": "211–212",
        "date": "1938-07",
    }
    assert work["title"] == "Once More: Kronstadt & Émile"
    assert work["authors"] == ["Victor Serge", "Leon Trotsky"]
    assert (work["date"], work["kind"]) == ("1938-07", "article")


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json", "hayagriva", "toml"])
@pytest.mark.parametrize("text", ["", "nothing of the kind", "[]", "{", "\x00"])
def test_what_is_no_such_file_is_said_to_be_none(form: str, text: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        detect.entries(text, form)
    assert str(caught.value).strip()


def test_a_library_that_is_missing_is_named_by_its_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("hayagriva", "yaml_tables"):
        monkeypatch.delitem(sys.modules, f"sergecli.importers.{name}", raising=False)
        monkeypatch.delattr(importers, name, raising=False)
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(UsageError, match=r"^reading hayagriva needs the extra 'import'"):
        detect.entries("", "hayagriva")


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(UsageError, match="bibtex, biblatex, ris"):
        detect.entries("", "endnote")
    with pytest.raises(UsageError, match="choose one with --format: bibtex"):
        detect.sniff("notes.txt", "Once upon a time")


def test_each_record_is_named_with_what_became_of_it(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text(
        "@book{a, title={A Book}, author={Serge, Victor}, year={1999}}\n"
        "@book{b, title={Once More: Kronstadt}, author={Serge, Victor}, date={1938-04-28}}\n"
        "@book{c, author={Serge, Victor}, year={1999}}\n",
        encoding="utf-8",
    )
    answer = serge("import", "x.bib", "--catalogue", "m.toml", code=4)
    rows = [line.split("\t")[0] for line in answer.out.splitlines()]
    assert rows == ["imported", "skipped", "refused"]
    assert "once-more-kronstadt has the same title and date" in answer.out
    assert re.search(r"x\.bib:3: c\t.*title", answer.out)
    assert "1 imported, 1 skipped, 1 refused" in answer.err
    assert serge("list", "--only", "own", "--catalogue", "m.toml", "--ids").out == "a\n"


@pytest.mark.parametrize(
    ("note", "record"),
    [
        ("Signed Le Rétif.", {"signed_as": "Le Rétif"}),
        ("Signed Le Rétif. Another remark.", {"signed_as": "Le Rétif", "note": "Another remark."}),
        ("Signed V. S.", {"signed_as": "V. S."}),
        ("Signed R.", {"signed_as": "R"}),
        ("Translated by Peter Sedgwick. See p. 3.", {"note": "See p. 3."}),
        ("A remark. Signed Le Rétif.", {"signed_as": "Le Rétif", "note": "A remark."}),
        ("Written 1936. Place of writing: Brussels.", {"written_at": "Brussels"}),
        ("Place of writing: Mexico, D.F.", {"written_at": "Mexico, D.F."}),
        ("Written in haste. Place: Paris.", {"note": "Written in haste."}),
    ],
)
def test_a_sentence_of_a_note_says_no_more_than_it_says(note: str, record: dict[str, str]) -> None:
    (entry,) = detect.entries(f"@book{{q, title={{Q}}, note={{{note}}}}}", "bibtex")
    values = {name: entry.values.get(name) for name in ("signed_as", "written_at", "note")}
    assert {name: one for name, one in values.items() if one} == record


@pytest.mark.parametrize("kind", ["PCOMM", "ICOMM"])
def test_a_letter_is_one_also_where_nobody_is_named_who_got_it(kind: str) -> None:
    (entry,) = detect.entries(f"TY  - {kind}\nTI  - A Letter\nER  - \n", "ris")
    assert entry.values["kind"] == "letter"


def test_a_field_given_twice_is_told() -> None:
    (entry,) = detect.entries("@book{a, title={T}, title={U}, year=1999}", "bibtex")
    assert entry.values["title"] == "T"
    assert entry.dropped == ("title (given twice)",)


@pytest.mark.parametrize(
    ("entry", "lost"),
    [
        ("@book{a, title={T}, date={1936-13-45}}", ["date “1936-13-45” (in words only)"]),
        ("@book{a, title={T}, date=1950, origdate={1936-13}}", ["origdate “1936-13”"]),
        ("@book{a, title={T}, date={03/04/1938}, origdate=1936}", ["date “03/04/1938”"]),
        ("@weird{a, title={T}}", ["type weird (taken for text)"]),
        ("@weird{a, title={T}, journal={J}}", ["type weird (taken for article)"]),
        ("@phdthesis{a, title={T}, school={S}, type={Diss.}}", []),
        ("@misc{a, title={T}, urldate={2020-01-01}}", []),
        ("@misc{a, title={T}, type={letter}, organization={O}}", []),
        (
            "@book{a, title={T}, publisher={P}, organization={O}, institution={I}}",
            ["institution", "organization"],
        ),
        ("@article{a, title={T}, journal={J}, institution={I}}", ["institution"]),
        ("@article{a, title={T}, journal={J}, issue=3, number=4}", ["issue"]),
        ("@book{a, title={T}, journal={J}, publisher={n.p.}}", ["journal"]),
        ("@inbook{a, title={T}, crossref={nowhere}}", ["crossref"]),
        ("@inbook{a, title={T}, crossref={a}}", ["crossref"]),
        ("@book{a, title={T}, related={b}, origlanguage={Klingon?}}", ["related", "origlanguage"]),
        (
            "@online{a, title={T}, url={https://x.org}, howpublished={https://y.org}}",
            ["howpublished"],
        ),
        ("@online{a, title={T}, note={Part of “B”.}}", ["Part of “B” (in the note only)"]),
    ],
)
def test_what_gets_weaker_in_bibtex_is_told(entry: str, lost: list[str]) -> None:
    (read,) = detect.entries(entry, "bibtex", DEFAULT)
    assert list(read.dropped) == lost


@pytest.mark.parametrize(
    ("item", "lost"),
    [
        ({"issued": {"date-parts": [[1940, 19]]}}, ["date “1940-19” (in words only)"]),
        ({"original-date": {"date-parts": [[1930, 19]]}}, ["original-date “1930-19”"]),
        ({"type": "weird"}, ["type weird (taken for book)"]),
        ({"type": "thesis", "genre": "PhD diss."}, []),
        ({"type": "book", "genre": "Novel"}, ["genre"]),
        ({"type": "article-journal", "container-title": "J", "archive": "JSTOR"}, ["archive"]),
        ({"type": "document"}, []),
        ({"note": "Dated July 1938.", "issued": {"date-parts": [[1938, 19]]}}, []),
    ],
)
def test_what_gets_weaker_in_csl_is_told(item: dict[str, object], lost: list[str]) -> None:
    text = json.dumps([{"type": "book", "title": "T", **item}])
    (read,) = detect.entries(text, "csl-json", DEFAULT)
    assert list(read.dropped) == lost


@pytest.mark.parametrize(
    ("lines", "lost"),
    [
        ("TY  - WEIRD", ["type WEIRD (taken for text)"]),
        ("TY  - THES\nM3  - PhD", []),
        ("TY  - BOOK\nM3  - Essay", ["genre"]),
        ("TY  - GEN", []),
        ("TY  - BOOK\nPY  - 1940/13//", ["date “1940-13” (in words only)"]),
        ("TY  - BOOK\nED  - A, B\nA2  - C, D\nA3  - E, F", ["A2", "A3"]),
        ("TY  - BOOK\nT2  - One Series\nT3  - Another", ["T2"]),
    ],
)
def test_what_gets_weaker_in_ris_is_told(lines: str, lost: list[str]) -> None:
    (read,) = detect.entries(f"{lines}\nTI  - T\nER  - \n", "ris", DEFAULT)
    assert list(read.dropped) == lost


@pytest.mark.parametrize(
    ("fields", "lost"),
    [
        ("{type: weird}", ["type weird (taken for text)"]),
        ("{type: thesis, genre: PhD diss.}", []),
        ("{type: misc, date: 1940-13}", ["date “1940-13” (in words only)"]),
        (
            "{type: misc, parent: {type: original, title: O, date: 1930-13, author: X}}",
            ["author of the parent", "date of the original “1930-13”"],
        ),
        (
            "{type: chapter, parent: {type: book, genre: X, parent: {title: S, volume: 1}}}",
            ["genre of the parent"],
        ),
        ("{type: book, parent: {title: S, volume: 1}}", []),
        ("{type: book, volume: 2, parent: {title: S, volume: 1}}", ["series “S 1”"]),
    ],
)
def test_what_gets_weaker_in_hayagriva_is_told(fields: str, lost: list[str]) -> None:
    text = f"a: {{title: T, {fields[1:]}\n"
    (read,) = detect.entries(text, "hayagriva", DEFAULT)
    assert list(read.dropped) == lost


def test_a_part_leads_to_its_whole_by_the_title_that_is_cited(serge: Serge, mine: Path) -> None:
    parts = "lettres-a-antoine-borie\nletter-to-antoine-borie-1946-06-13\n"
    for form in ("bibtex", "biblatex", "ris", "hayagriva"):
        sent = serge("cite", "-", "--format", form, stdin=parts).out
        mine.write_text(HEAD, encoding="utf-8")
        own = ("--alone", "--catalogue", str(mine))
        assert serge("import", "-", *own, stdin=sent).err == "2 imported, 0 skipped, 0 refused\n"
        (part,) = (work for work in records(mine) if "part_of" in work)
        assert part["part_of"] == "lettres-a-antoine-borie", form


@pytest.mark.parametrize("form", ["bibtex", "ris", "csl-json", "hayagriva"])
def test_a_long_note_takes_time_in_proportion(form: str) -> None:
    text = {
        "bibtex": "@book{a, title={T}, note={NOTE}}",
        "ris": "TY  - BOOK\nTI  - T\nN1  - NOTE\nER  - \n",
        "csl-json": json.dumps([{"type": "book", "title": "T", "note": "NOTE"}]),
        "hayagriva": "a: {title: T, type: book, note: NOTE}",
    }[form]

    def read(letters: int) -> Entry:
        (entry,) = detect.entries(text.replace("NOTE", "“" * letters), form)
        return entry

    refused = read(1_000_000).refused
    assert refused.startswith("note has ")
    assert refused.endswith("; shorten it to 20,000")
    assert in_proportion(read, 1_000_000)
    assert read(20_000).values["note"]
    assert in_proportion(read, 20_000)


def test_a_file_that_cannot_be_read_is_named(serge: Serge, tmp_path: Path) -> None:
    (tmp_path / "x.ris").write_text("hello", encoding="utf-8")
    (tmp_path / "x.json").write_text("[{]", encoding="utf-8")
    own = ("--catalogue", "m.toml")
    assert serge("import", "x.ris", *own, code=4).err.startswith("x.ris: contains no ris entries")
    assert serge("import", "x.json", *own, code=4).err.startswith("x.json:1: is not JSON")
    assert serge("import", "-", *own, stdin="[{]", code=4).err.startswith("<stdin>:1: ")


def test_an_entry_without_a_label_is_called_something() -> None:
    (entry,) = detect.entries("@article{,\n  year = 1938\n}\n", "bibtex")
    assert (entry.label, entry.refused) == ("@article", "has no title")


def test_one_of_two_holders_is_told_as_lost() -> None:
    text = """
a:
  type: article
  title: A
  parent:
    - {type: periodical, title: P}
    - {type: original, title: O}
"""
    (entry,) = detect.entries(text, "hayagriva")
    assert entry.dropped == ()
    (entry,) = detect.entries(text + "    - {type: book, title: B}\n", "hayagriva")
    assert entry.dropped == ("parent (another)",)


def test_anothers_work_is_not_said_to_be_about_the_author(serge: Serge, tmp_path: Path) -> None:
    text = "@book{m, title={The Communist Manifesto}, author={Marx, Karl}, year={1848}}"
    answer = serge("import", "-", "--catalogue", "m.toml", stdin=text)
    (work,) = records(tmp_path / "m.toml")
    assert work["authors"] == ["Karl Marx"]
    assert "attribution" not in work
    listed = serge("list", "--by", "other", "--only", "own", "--ids", "--catalogue", "m.toml")
    assert listed.out == "m\n"
    assert answer.out.endswith(
        "\tby Karl Marx; if it is about Victor Serge, run serge edit m and set its attribution to about\n"
    )


def test_a_key_that_is_anothers_id_gives_way(serge: Serge) -> None:
    text = (
        "@book{memoirs-of-a-revolutionary, title={Other Memoirs}, author={Serge, V.}, year=1999}\n"
        "@book{a, title={A Book}, author={Serge, Victor}, year={1999}}\n"
        "@book{a, title={A Second Book}, author={Serge, Victor}, year={1999}}\n"
        "@book{a, title={A Book}, author={Serge, Victor}, year={1999}}\n"
    )
    own = ("--catalogue", "m.toml")
    rows = [line.split("\t") for line in serge("import", "-", *own, stdin=text).out.splitlines()]
    assert [row[1] for row in rows] == ["memoirs-of-a-revolutionary-2", "a", "a-2", ""]
    assert [row[3] for row in rows] == [
        "‘memoirs-of-a-revolutionary’ is the id of another work",
        "",
        "‘a’ is the id of another work",
        "a has the same title and date",
    ]
    again = serge("import", "-", *own, stdin=text)
    assert "0 imported, 4 skipped, 0 refused" in again.err
    ids = serge("list", "--only", "own", *own, "--ids").out.split()
    assert sorted(ids) == ["a", "a-2", "memoirs-of-a-revolutionary-2"]


ISSUE = """@article{z, title={Once More: Kronstadt}, author={Serge, Victor}, date={1938-07},
journaltitle={The New International}, volume={4}, number={7}, pages={211--212}}"""
EDITION = """@book{z, title={Memoirs of a Revolutionary}, author={Serge, Victor}, date={2012},
publisher={NYRB}, translator={Sedgwick, Peter}, isbn={978-1-59017-451-7}}"""


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            ISSUE,
            "once-more-kronstadt has the same title in the same issue of The New International",
        ),
        (EDITION, "memoirs-of-a-revolutionary has an edition of the same "),
    ],
)
def test_another_printing_of_a_known_work_is_skipped(serge: Serge, text: str, why: str) -> None:
    answer = serge("import", "-", "--catalogue", "m.toml", "--dry-run", stdin=text)
    assert answer.out.startswith("skipped\t\t")
    assert why in answer.out


@pytest.mark.parametrize(
    ("author", "authors", "told"),
    [
        ({"literal": "Victor Serge"}, None, False),
        ({"family": "Serge", "given": "V."}, None, True),
        ({"family": "Serge", "given": "Victor"}, None, False),
        ({"family": "SERGE", "given": "Victor"}, None, False),
        ({"family": "Victor", "given": "SERGE"}, None, False),
        ({"family": "Serge", "given": "Vlady"}, ["Vlady Serge"], False),
        ({"family": "Serge", "given": "W."}, ["W. Serge"], False),
        ({"literal": "La Lutte ouvrière"}, ["La Lutte ouvrière,"], False),
    ],
)
def test_the_catalogues_author_is_known_however_the_name_is_written(
    author: dict[str, str],
    authors: list[str] | None,
    told: bool,  # noqa: FBT001 - drawn
    catalogue: Catalogue,
) -> None:
    item = {"id": "a", "title": "A", "type": "book", "author": [author]}
    (entry,) = detect.entries(json.dumps([item]), "csl-json", catalogue.head)
    assert entry.values.get("authors") == authors
    assert ("author V. Serge (taken for Victor Serge)" in entry.dropped) is told


def test_a_letter_of_another_program_stays_one() -> None:
    item = {"id": "a", "title": "A", "type": "letter", "issued": {"date-parts": [[1940, 2]]}}
    (entry,) = detect.entries(json.dumps([item]), "csl-json")
    assert (entry.values["kind"], entry.dropped) == ("letter", ())
