"""Every field of a record that is wrong is named, with its line."""

import pytest

from tests.catalogue.reading import BEGINS, HEAD, NEXT, RECORD, Written, alone, faults

# --- the fields of a record ----------------------------------------------------------------------

WRONG_TYPES = [
    ("note = 1", "note", "must be a text in quotes, not a number"),
    ("note = 1.5", "note", "must be a text in quotes, not a number"),
    ("note = true", "note", "must be a text in quotes, not true or false"),
    ("note = ['a']", "note", "must be a text in quotes, not a list"),
    ("note = {a = 1}", "note", "must be a text in quotes, not a table"),
    ("note = ''", "note", "is empty; leave the field out instead"),
    ("note = ' \\t'", "note", "is empty; leave the field out instead"),
    ("date = 1938", "date", "must be a text in quotes, not a number"),
    ("date = 1938-04-28", "date", "must be a text in quotes, not a date without quotes"),
    ("date = 1938-04-28T10:00:00Z", "date", "must be a text in quotes, not a date without quotes"),
    ("written = 1938-04-28", "written", "must be a text in quotes, not a date without quotes"),
    ("date = ''", "date", "is empty; leave the field out instead"),
    ("other_titles = 'one'", "other_titles", "must be a list of texts, not a text"),
    ("other_titles = ['one', 2]", "other_titles[2]", "must be a text in quotes, not a number"),
    ("other_titles = ['one', '']", "other_titles[2]", "is empty; leave the field out instead"),
    ("other_titles = [['one']]", "other_titles[1]", "must be a text in quotes, not a list"),
    ("authors = 'Victor Serge'", "authors", "must be a list of texts, not a text"),
    ("recipient = ['Andrés Nin']", "recipient", "must be a text in quotes, not a list"),
    ("collected_in = 'notebooks'", "collected_in", "must be a list of texts, not a text"),
    ("collected_in = [1]", "collected_in[1]", "must be a text in quotes, not a number"),
    ("collected_in = ['']", "collected_in[1]", "is empty; leave the field out instead"),
    ("attribution = true", "attribution", "must be a text in quotes, not true or false"),
    (
        "reproduced_from = 'The New International'",
        "reproduced_from",
        "must be a table in braces, not a text",
    ),
    (
        "first_publication = [{title = 'a'}]",
        "first_publication",
        "must be a table in braces, not a list",
    ),
    (
        "reproduced_from = {volume = 4}",
        "reproduced_from.volume",
        "must be a text in quotes, not a number",
    ),
    (
        "reproduced_from = {translators = 'a'}",
        "reproduced_from.translators",
        "must be a list of texts, not a text",
    ),
    (
        "reproduced_from = {date = 1938}",
        "reproduced_from.date",
        "must be a text in quotes, not a number",
    ),
    ("editions = {title = 'a'}", "editions", "must be a list of tables, not a table"),
    ("editions = ['a']", "editions[1]", "must be a table in braces, not a text"),
    (
        "editions = [{title = 'a'}, {date = 1938-04-28}]",
        "editions[2].date",
        "must be a text in quotes, not a date without quotes",
    ),
]
WRONG_VALUES = [
    ("note = '" + "x" * 100_001 + "'", "note", "has 100,001 letters; the limit is 100,000"),
    (
        "attribution = 'trotsky'",
        "attribution",
        "'trotsky' is not one of: author, attributed, about, other",
    ),
    ("date = '1938-13'", "date", "'1938-13' has no month 13; they are 01 to 12"),
    (
        "published = '1938-02-30'",
        "published",
        "'1938-02-30' has no day 30 in February 1938; they are 01 to 28",
    ),
    (
        "reproduced_from = {date = '1938-13'}",
        "reproduced_from.date",
        "'1938-13' has no month 13; they are 01 to 12",
    ),
    (
        "first_publication = {date = '1965-21-03'}",
        "first_publication.date",
        "'1965-21-03' has a day in a season",
    ),
    (
        "editions = [{date = '2015'}, {date = '1939/1938'}]",
        "editions[2].date",
        "'1939/1938' runs backwards; write 1938/1939",
    ),
]
UNKNOWN = [
    ("titel = 'a'", "titel", "is not a field; did you mean 'title'?"),
    ("Note = 'a'", "Note", "is not a field; did you mean 'note'?"),
    ("collected = ['a']", "collected", "is not a field; did you mean 'collected_in'?"),
    ("died = '1947'", "died", "is not a field; did you mean 'id'?"),
    ("part-of = 'a'", "part-of", "is not a field; did you mean 'part_of'?"),
    ("zzz = 'a'", "zzz", "is not a field"),
    (
        "reproduced_from = {vol = '4'}",
        "reproduced_from.vol",
        "is not a field; did you mean 'volume'?",
    ),
    ("reproduced_from = {kind = 'letter'}", "reproduced_from.kind", "is not a field"),
    ("editions = [{page = '1'}]", "editions[1].page", "is not a field; did you mean 'pages'?"),
    ("'' = 'a'", "''", "is not a field"),
    ('"a\\nb" = 1', r"'a\nb'", "is not a field"),
]


def test_a_header_in_a_text_is_no_record(written: Written) -> None:
    before = HEAD + RECORD + 'note = """\n[[works]]\n"""\n'
    (said,) = faults(written(before + '[[works]]\nid = "b"\nkind = "letter"\n'))
    header = before.count("\n") + 1
    assert said == f"{header}: b: title: is missing"


@pytest.mark.parametrize(("line", "field", "message"), WRONG_TYPES + WRONG_VALUES + UNKNOWN)
def test_a_wrong_field_is_named_with_its_line_and_record(
    written: Written, line: str, field: str, message: str
) -> None:
    (said,) = faults(written(HEAD + RECORD + "index = '74'\n" + line.replace("'", '"') + "\n"))
    assert said == f"{NEXT + 1}: once-more-kronstadt: {field}: {message}"


@pytest.mark.parametrize("field", ["id", "title", "kind"])
def test_a_missing_field_is_named_at_the_head_of_its_record(written: Written, field: str) -> None:
    lines = [line for line in RECORD.split("\n") if not line.startswith(field)]
    label = "works[1]" if field == "id" else "once-more-kronstadt"
    assert faults(written(HEAD + "\n".join(lines))) == [f"{BEGINS}: {label}: {field}: is missing"]


@pytest.mark.parametrize(
    "wrong",
    ["Kronstadt", "a--b", "-a", "a-", "a b", "a_b", "émile", "a/b", "../a", "a.b", "１", "a,"],
)
def test_an_id_is_small_letters_and_digits_with_single_hyphens(
    written: Written, wrong: str
) -> None:
    path = written(HEAD + RECORD.replace("once-more-kronstadt", wrong))
    assert faults(path) == [
        f"{BEGINS + 1}: {wrong}: id: {wrong!r} is not an id; use lower-case letters and digits with single hyphens"
    ]


@pytest.mark.parametrize(
    ("wrong", "shown"), [(r"a\nb", r"'a\nb'"), (r"a\u001b[2J", r"'a\x1b[2J'"), (r"a\u202e", None)]
)
def test_an_id_that_would_steer_a_terminal_is_shown_as_its_place(
    written: Written, wrong: str, shown: str | None
) -> None:
    (said,) = faults(written(HEAD + RECORD.replace("once-more-kronstadt", wrong)))
    assert said.startswith(f"{BEGINS + 1}: works[1]: id: {shown or ''}")
    assert said.isprintable()


def test_a_kind_that_is_none_is_shown_the_kinds(written: Written) -> None:
    path = written(HEAD + RECORD.replace('"letter"', '"Letter"'))
    (said,) = faults(path)
    assert said == (
        f"{BEGINS + 3}: once-more-kronstadt: kind: 'Letter' is not one of: archive, article, biography, book, "
        "collection, correspondence, diary, entry, essay, extract, history, letter, memoir, novel, "
        "obituary, pamphlet, poem, poetry, prose, review, speech, stories, text, thesis; "
        "did you mean 'letter'?"
    )


UNSAFE = [
    "javascript:alert(1)", "ftp://example.org/a", "file:///etc/passwd", "1938/04/kronstadt.htm",
    "/archive/serge", "//example.org/a", "www.marxists.org", "https://", "https:///a", "https:a",
    "https://a b", "data:text/html,a", "mailto:a@example.org",
    r"https://example.org/\u001b]8;;", r"https://example.org/\u202ea", r"https://example.org/\na",
]  # fmt: skip


@pytest.mark.parametrize("unsafe", UNSAFE)
def test_an_unsafe_address_is_refused(written: Written, unsafe: str) -> None:
    for line, field in (
        ("url = {}", "url"),
        ("reproduced_from = {{ url = {} }}", "reproduced_from.url"),
        ("editions = [{{ title = 'a' }}, {{ url = {} }}]", "editions[2].url"),
    ):
        (said,) = faults(written(HEAD + RECORD + line.format(f'"{unsafe}"') + "\n"))
        assert said.startswith(f"{NEXT}: once-more-kronstadt: {field}: ")
        assert said.endswith(" is not a web address; it begins with https:// or http://")
        assert said.isprintable()


@pytest.mark.parametrize(
    "address", ["https://www.marxists.org/a#b", "http://example.org", "HTTPS://example.org/é?a=b"]
)
def test_an_address_of_the_web_is_accepted(written: Written, address: str) -> None:
    (work,) = alone(written(HEAD + RECORD + f'url = "{address}"\n'))
    assert work.url == address


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"see = [{'1, ' * 1_001}]", "see: has 1,001 texts; the limit is 1,000"),
        (f"editions = [{'{}, ' * 1_001}]", "editions: has 1,001 tables; the limit is 1,000"),
    ],
)
def test_a_list_longer_than_any_is_one_fault(written: Written, line: str, said: str) -> None:
    assert faults(written(HEAD + RECORD + line)) == [f"{NEXT}: once-more-kronstadt: {said}"]
