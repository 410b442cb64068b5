"""What is doubted, and as important: what is not."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sergecli.catalogue import lint, reader
from sergecli.model.work import Catalogue
from tests.catalogue.doubting import HEAD, RECORD, Found, doubted, text_of
from tests.conftest import DATA


def test_the_built_in_catalogue_has_nothing_to_doubt() -> None:
    examined = reader.examine(DATA.read_text(encoding="utf-8"), "works.toml")
    assert len(examined.works) > 300
    assert len(examined.people) > 40
    assert examined.errors == ()
    assert lint.find(examined.works, examined.head, examined.people) == []


def test_a_plain_record_has_nothing_to_doubt() -> None:
    assert doubted("", 'date = "1938"') == []


# --- single texts --------------------------------------------------------------------------------

# What is written, where, and the doubt that it raises.
RAISED = [
    ("title = \"Marx's Capital\"", "title", "straight-quote"),
    ("title = 'The \"New\" Course'", "title", "straight-quote"),
    ("note = 'He says `no`.'", "note", "straight-quote"),
    ("reproduced_from = { container = \"L'Humanité\" }", "reproduced_from.container", "straight-quote"),
    ('title = "Men in  Prison"', "title", "space"),
    ('title = " Men in Prison"', "title", "space"),
    ('title = "Men in Prison "', "title", "space"),
    ('title = "Men in Prison\\u00a0"', "title", "space"),
    ('title = "Men\\tin Prison"', "title", "space"),
    ('title = "Men\\nin Prison"', "title", "space"),
    ('title = "Men in\\u00a0Prison"', "title", "space"),
    ('authors = ["M.\\u00a0Serge"]', "authors[1]", "space"),
    ('other_titles = ["Men", "in ", "Prison"]', "other_titles[2]", "space"),
    ('note = "Two  spaces."', "note", "space"),
    ('title = "Men in Prison."', "title", "full-stop"),
    ('original_title = "Les Hommes dans la prison."', "original_title", "full-stop"),
    ('editions = [{ title = "Men in Prison." }]', "editions[1].title", "full-stop"),
    ('reproduced_from = { pages = "115-121" }', "reproduced_from.pages", "hyphen"),
    ('reproduced_from = { pages = "115-21" }', "reproduced_from.pages", "hyphen"),
    ('reproduced_from = { issue = "2-3" }', "reproduced_from.issue", "hyphen"),
    ('title = "Notebooks, 1936-1947"', "title", "hyphen"),
    ('title = "Serge - A Life"', "title", "hyphen"),
    ('reproduced_from = { pages = "121–115" }', "reproduced_from.pages", "backwards"),
    ('reproduced_from = { pages = "115–21" }', "reproduced_from.pages", "backwards"),
    ('reproduced_from = { pages = "1–5, 115–21" }', "reproduced_from.pages", "backwards"),
    ('reproduced_from = { volume = "9–8" }', "reproduced_from.volume", "backwards"),
    ('title = "THE RUSSIAN ENIGMA"', "title", "capitals"),
    ('other_titles = ["ÉTOILE ROUGE"]', "other_titles[1]", "capitals"),
    ('title = "Вorn of Power"', "title", "mixed-script"),  # a Cyrillic V
    ('title = "Мeмуары"', "title", "mixed-script"),  # a Latin e
    ('title = "ΜarX"', "title", "mixed-script"),  # a Greek M
    ('title = "Me\\u0301moires"', "title", "decomposed"),
    ('recipient = "Andre\\u0301 Gide"', "recipient", "decomposed"),
    ('title = "Mem\\u00adoirs"', "title", "invisible"),
    ('title = "Mem\\u200boirs"', "title", "invisible"),
    ('title = "\\u202eMemoirs"', "title", "invisible"),
    ('title = "Mem\\u001boirs"', "title", "invisible"),
    ('title = "M\\ufffdmoires"', "title", "invisible"),
    ('title = "MÃ©moires"', "title", "encoded-twice"),
    ('title = "Serge\\u00e2\\u20ac\\u2122s LifeEvent"', "title", "encoded-twice"),
    ('title = "Land &amp; Freedom"', "title", "markup"),
    ('title = "M&#233;moires"', "title", "markup"),
    ('title = "<i>Memoirs</i> of Serge"', "title", "markup"),
    ("title = 'The \\emph{Memoirs}'", "title", "markup"),
    ('reproduced_from = { pages = "pp. 12–14" }', "reproduced_from.pages", "label"),
    ('reproduced_from = { pages = "p. 12" }', "reproduced_from.pages", "label"),
    ('reproduced_from = { volume = "Vol. 4" }', "reproduced_from.volume", "label"),
    ('reproduced_from = { issue = "no. 7" }', "reproduced_from.issue", "label"),
    ('reproduced_from = { issue = "n° 7" }', "reproduced_from.issue", "label"),
    ('reproduced_from = { issue = "№ 7" }', "reproduced_from.issue", "label"),
    ('title = "The “New Course"', "title", "unclosed"),
    ('title = "Men in Prison (A Novel"', "title", "unclosed"),
    ('authors = ["Serge, Victor"]', "authors[1]", "name-order"),
    ('reproduced_from = { translators = ["Greeman, Richard"] }', "reproduced_from.translators[1]", "name-order"),
]  # fmt: skip
NOT_RAISED = [
    'title = "Marx’s “Capital”"',
    'url = "https://example.org/it\'s"',
    "rights = \"Creative Commons 'BY-SA'\"",
    'note = """\nOne line.\nAnother.\n"""',
    'title = "« Vie » : un roman\\u00a0?"',
    'title = "20\\u00a0mai 1936"',
    'title = "w\\u00a0Polsce"',
    'title = "Five Years ..."',
    'title = "What Next…"',
    'title = "L’U.R.S.S."',
    'title = "GPU, TASS, etc."',
    'title = "“I am.”"',
    'title = "Letters to A. Borie Jr."',
    'reproduced_from = { container = "Corresp. intern." }',
    'note = "It ends here."',
    'reproduced_from = { pages = "xii–xiv, 3" }',
    'reproduced_from = { pages = "A-12" }',
    'reproduced_from = { issue = "60 [38]" }',
    'reproduced_from = { issue = "41–42 [23]" }',
    'reproduced_from = { issue = "2014-1" }',
    'reproduced_from = { volume = "1936–37" }',
    'reproduced_from = { pages = "4:115–5:2" }',
    'reproduced_from = { pages = "99–101" }',
    'note = "ISBN 0-8044-2957-X, ISSN 1500-1890, shelf mark 1936-04."',
    'title = "Counter-Revolution in the Mid-1930s"',
    'title = "URSS"',
    'title = "NEP: GPU, URSS"',
    'title = "Ville conquise"',
    'title = "Завоёванный город"',
    'title = "Η πόλη"',
    'title = "α-Testing, 5 µm and TGFβ"',
    'title = "Mémoires d’un révolutionnaire, Å, ï"',
    'title = "می\\u200cخواهم"',
    'title = "Pâté à la française, ÂME"',
    'title = "»Spaß«"',
    'title = "„Spaß“"',
    'title = "”På svenska”"',
    'title = "AT&T, R&D; Q & A"',
    'title = "2 < 3 > 1"',
    'reproduced_from = { pages = "S12" }',
    'reproduced_from = { volume = "November 1936" }',
    'reproduced_from = { issue = "Winter" }',
    'note = "Two reasons: a) this, b) that."',
    'authors = ["Roland Holst, Henriette"]',
    'authors = ["Martin Luther King, Jr."]',
    'authors = ["Penguin, Ltd"]',
    'authors = ["O’Brien"]',
]


@pytest.mark.parametrize(("line", "field", "name"), RAISED)
def test_a_text_is_doubted(line: str, field: str, name: str) -> None:
    assert (field, name) in doubted(line)
    assert {found for found, _ in doubted(line)} == {field}


@pytest.mark.parametrize("line", NOT_RAISED)
def test_a_text_is_not_doubted(line: str) -> None:
    assert doubted(line) == []


def test_the_head_is_doubted_too() -> None:
    before = '[[catalogue.life_events]]\ndate = "1912"\nevent = "Prison "\nsources = ["a  b", "c://  d"]\n'
    assert doubted("", before=before) == [
        ("life_events[1].event", "space"),
        ("life_events[1].sources[1]", "space"),
    ]
    head = HEAD.replace("Some", "Some ").replace("https:", "http:").replace('"en"', '"EN"')
    examined = reader.examine(head, "works.toml")
    found = lint.find(examined.works, examined.head)
    assert [(one.record, one.field, one.name) for one in found] == [
        (-1, "title", "space"),
        (-1, "language", "language-case"),
        (-1, "archive_url", "http"),
    ]


# --- records -----------------------------------------------------------------------


def test_sources_are_expected_and_may_be_anything() -> None:
    text = text_of("").replace('sources = ["the book itself"]\n', "")
    examined = reader.examine(text, "works.toml")
    (found,) = lint.find(examined.works, examined.head)
    assert (found.record, found.field, found.name) == (0, "sources", "no-sources")
    text = text_of("").replace("the book itself", "http://example.org/Serge's  -  page.htm")
    assert lint.find(*reader.examine(text, "works.toml")[1::-1]) == []


@pytest.mark.parametrize(("lacking", "date"), [("born", "1837"), ("died", "1951")])
def test_where_a_head_has_no_birth_or_death_nothing_is_doubted(lacking: str, date: str) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(lacking))
    for begins, found in ((HEAD, ["outside-life"]), (head, [])):
        text = begins + RECORD.format("a") + f'title = "A"\nkind = "article"\ndate = "{date}"\n'
        examined = reader.examine(text, "works.toml")
        assert [one.name for one in lint.find(examined.works, examined.head)] == found


# --- records together ----------------------------------------------------------------------------

SAME = 'title = "Once More: Kronstadt"\ndate = "1938-04-28"'


def test_the_same_title_and_date_are_doubted_at_the_second() -> None:
    other = SAME.replace("Once More: Kronstadt", "ONCE more, Kronstadt")
    assert doubted(SAME, "", other, SAME) == [("c.title", "same-work"), ("d.title", "same-work")]


@pytest.mark.parametrize(
    "other",
    [
        SAME.replace("28", "29"),
        SAME.replace("Once", "Twice"),
        SAME.replace('\ndate = "1938-04-28"', ""),
        SAME + '\npart_of = "a"',
        SAME + '\ncollected_in = ["a"]',
    ],
)
def test_what_differs_or_is_a_part_is_another_work(other: str) -> None:
    assert doubted(SAME, other) == []


def test_undated_works_may_have_one_title() -> None:
    assert doubted('title = "Letter"', 'title = "Letter"') == []


def test_titles_without_letters_are_not_compared() -> None:
    assert doubted('title = "…"\ndate = "1938"', 'title = "?"\ndate = "1938"') == []


def test_one_address_leads_to_one_work() -> None:
    url = 'url = "https://example.org/a{}"'
    assert doubted(url.format(""), url.format("/")) == [("b.url", "same-address")]
    assert doubted(url.format(""), url.format("#b")) == []
    assert doubted(url.format(""), url.format("") + '\npart_of = "a"') == []


def test_works_that_see_one_another_are_named_in_return() -> None:
    assert doubted('see = ["b"]', 'see = ["a"]') == []
    assert doubted('see = ["b", "c"]', 'see = ["a"]', "") == [("see[2]", "one-way-see")]


def test_a_list_of_people_has_everyone() -> None:
    people = '[people]\n"Ann Other" = ["A. Other"]\n'
    record = (
        'recipient = "A. Other"\nreproduced_from = { translators = ["Ann Other", "Max Nomad"] }'
    )
    assert doubted(record, before=people) == [("reproduced_from.translators[2]", "unlisted-person")]
    assert doubted(record.replace("A. Other", "Ann Other")) == []
    assert doubted('authors = ["Victor Serge", "Ann Other"]', before=people) == []


def test_a_person_is_spelled_in_one_way() -> None:
    first, second = 'recipient = "Andrés Nin"', 'authors = ["Andres Nin"]'
    assert doubted(first, second) == [("b.authors[1]", "two-spellings")]
    assert doubted(first, 'authors = ["Nin Andrés"]') == [("b.authors[1]", "two-spellings")]
    assert doubted(first, 'authors = ["Ana Nin"]', 'authors = ["A. Nin"]') == []
    people = '[people]\n"Andrés Nin" = ["Andres Nin"]\n'
    assert doubted(first, second, before=people) == []
    assert doubted('authors = ["…"]', 'authors = ["?"]') == []


def test_works_beside_another_catalogue_are_compared_with_it(catalogue: Catalogue) -> None:
    known = next(work for work in catalogue if work.id == "once-more-kronstadt")
    record = f'title = "{known.title}"\ndate = "{known.date}"\nurl = "{known.url}"'
    assert doubted(record, beside=catalogue) == [
        ("title", "same-work"),
        ("url", "same-address"),
    ]
    assert doubted('recipient = "Andres Nin"', beside=catalogue) == [
        ("recipient", "two-spellings"),
    ]
    assert doubted('reproduced_from = { url = "http://www.marxists.org/a" }', beside=catalogue) == [
        ("reproduced_from.url", "http")
    ]


def test_a_work_beside_others_may_see_them_without_return(catalogue: Catalogue) -> None:
    text = text_of('see = ["once-more-kronstadt"]')
    examined = reader.examine(text, "works.toml", catalogue)
    assert examined.errors == ()
    assert lint.find(examined.works, examined.head, examined.people, catalogue) == []


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ('note = "Ours."', {"note": "note-replaced"}),
        ('date = "1952"', {"sources": "no-sources"}),
        ('date = "1952"\nsources = ["the book"]', {}),
        ('x = { shelfmark = "Serge 12" }', {}),
    ],
)
def test_an_amendment_keeps_the_note_and_names_sources(
    catalogue: Catalogue, record: str, found: dict[str, str]
) -> None:
    text = f'[[works]]\namends = "memoirs-of-a-revolutionary"\n{record}\n'
    examined = reader.examine(text, "works.toml", catalogue)
    doubts = lint.find(examined.works, examined.head, examined.people, catalogue)
    assert {one.field: one.name for one in doubts} == found


def faulty(*records: str, before: str = "") -> tuple[Found, Found]:
    """Give record and field of each fault, record and name of each doubt."""
    examined = reader.examine(text_of(*records, before=before), "works.toml")
    found = lint.find(examined.works, examined.head, examined.people, invalid=examined.invalid)
    return (
        [(fault.work, fault.field) for fault in examined.errors],
        [(examined.labels[one.record], one.name) for one in found],
    )


def test_a_record_with_errors_has_no_warnings_and_is_not_compared() -> None:
    letter = 'kind = "letter"\ntitle = "A  Letter"\nurl = "http://example.org"\n'
    assert faulty(letter)[1] == [("a", "space"), ("a", "no-recipient"), ("a", "http")]
    assert faulty(letter + "recipient = 1") == ([("a", "recipient")], [])
    assert faulty(SAME, SAME)[1] == [("b", "same-work")]
    assert faulty(SAME + "\nnote = 1", SAME)[1] == []
    assert faulty("see = 1", 'see = ["a"]')[1] == []


def test_a_list_of_people_with_a_fault_is_not_relied_upon() -> None:
    record = 'recipient = "Max Nomad"'
    assert faulty(record, before='[people]\n"Ann Other" = [1]\n')[1] == []
    assert faulty(record, before='[people]\n"Ann Other" = []\n')[1] == [("a", "unlisted-person")]


def test_an_id_that_another_file_has_is_doubted() -> None:
    (found,) = lint.in_two_files({0: "a", 3: "b"}, {"b": "other.toml"})
    assert (found.record, found.field, found.name) == (3, "id", "same-id")
    assert found.message == "is the id of a work in other.toml too"


def test_each_straight_quote_is_doubted_by_itself() -> None:
    examined = reader.examine(text_of("note = \"a'b'\""), "works.toml")
    found = lint.find(examined.works, examined.head)
    assert [(one.name, one.letter) for one in found] == [
        ("straight-quote", 2),
        ("straight-quote", 4),
    ]


def test_each_check_has_been_raised_here() -> None:
    here = Path(__file__)
    modules = (here, here.with_name("test_lint_publications.py"))
    source = "".join(path.read_text(encoding="utf-8") for path in modules)
    missing = [name for name in lint.NAMES if f'"{name}"' not in source]
    assert missing == []
    assert len(set(lint.NAMES)) == len(lint.NAMES) == 41


# --- whatever it holds ---------------------------------------------------------------------------

TEXTS = st.text(
    st.sampled_from("aÉ ß'\"“”„«»()[].,-–:&;<>\\{ÃÂâ©€\xa0\xad\u0301\u200b\ufffdВМα1936 "),
    min_size=1,
)


@given(
    st.fixed_dictionaries(
        {"title": TEXTS, "kind": st.sampled_from(["letter", "novel"])},
        optional={
            "authors": st.lists(TEXTS, max_size=2).map(tuple),
            "recipient": TEXTS,
            "note": TEXTS,
            "other_titles": st.lists(TEXTS, max_size=2).map(tuple),
            "url": TEXTS,
        },
    )
)
def test_no_text_makes_it_stumble(values: dict[str, object]) -> None:
    from sergecli.model.work import Head, Work  # noqa: PLC0415 - only here

    work = Work(id="a", **values)  # type: ignore[arg-type]
    head = Head(title="T", author="Victor Serge", language="en")
    found = lint.find([work], head, frozenset(work.authors[:1]))
    assert {one.name for one in found} <= set(lint.NAMES)
    assert all(one.message and one.field for one in found)
