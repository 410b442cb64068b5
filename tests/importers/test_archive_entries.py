"""Entries in less usual forms: their titles, dates and sections, and what is no entry."""

from typing import Any

import pytest

from sergecli.importers.archive import page as archive_page
from tests.importers.test_archive_page import HOME, PAGE, brief, entries, read


def test_heading_that_only_leads_to_the_biography_begins_no_section() -> None:
    body = """<h3><a href="../../glossary/people/k/e.htm#keller">Biography</a></h3>
    <p><a href="a.htm">The Strike</a>, 1905</p>"""
    assert [one.get("attribution") for one in read(body)] == [None]


@pytest.mark.parametrize(
    ("body", "date"),
    [
        ("<td>April 1905</td><td><a href=a.htm>May Day</a> 1905</td>", "1905-04"),
        ("<td>2 April 1905</td><td><a href=a.htm>May Day</a>, April 1905</td>", "1905-04-02"),
        ("<td>April 1905</td><td><a href=a.htm>May Day</a>, 1906</td>", "1906"),
    ],
)
def test_of_two_dates_that_agree_the_more_exact_counts(body: str, date: str) -> None:
    assert [one["date"] for one in read(f"<table><tr>{body}</tr></table>")] == [date]


@pytest.mark.parametrize("title", ["Biography", "Biographical Note", "Obituary", "Bibliography"])
def test_link_to_a_life_is_about_the_author_wherever_it_leads(title: str) -> None:
    body = f"<p><a href=keller_a.pdf>{title}</a></p><p><a href=a.htm>The Strike</a>, 1905</p>"
    life, strike = read(body)
    assert (life["attribution"], strike.get("attribution")) == ("about", None)


@pytest.mark.parametrize("word", ["Next", "Previous:", "Back to"])
def test_link_to_the_next_page_is_no_entry(word: str) -> None:
    body = f"<p><a href=a.htm>Article I</a></p><p>{word} <a href=a.htm>Article I: Trade</a></p>"
    assert [one["title"] for one in read(body)] == ["Article I"]


def test_years_that_a_title_treats_are_no_date() -> None:
    body = "<ul><li><a href=a.htm>The Strikes: November 1904 to May 1905</a></ul>"
    assert brief(body) == [("a.htm", "The Strikes: November 1904 to May 1905", "")]
    body = "<ul><li><a href=a.htm>The Strikes: 1904/05</a></ul>"
    assert brief(body) == [("a.htm", "The Strikes: 1904/05", "1904/1905")]


def test_heading_of_a_part_is_no_whole_for_the_year_it_treats() -> None:
    body = "<h5>The Movement in Essen in 1905</h5><h4><a href=1.htm>I. The Strike</a></h4>"
    assert [one["title"] for one in read(body)] == ["I. The Strike"]


BOOK = """<html><head><title>%s</title><meta name="author" content="Andre Nemec"></head>
<body><h2>Andr&eacute; N&#283;mec</h2><h1>The Miners of Essen</h1>%s
<p><a href="ch1.htm">Chapter One</a></p></body></html>"""


@pytest.mark.parametrize("title", ["The Miners of Essen", "André Němec: The Miners of Essen"])
def test_author_of_a_book_is_in_its_heading(title: str) -> None:
    head = archive_page.head(BOOK % (title, "<h4>Part I<br>1905 to February 1917</h4>"), "x.htm")
    assert (head.author, head.born, head.died) == ("André Němec", None, None)


def test_heading_over_the_contents_keeps_the_date_of_the_book() -> None:
    page = BOOK % ("The Miners", "<h3>1919</h3><hr><h2>Contents:</h2>")
    assert [one.values["date"] for one in archive_page.read(page, None)] == ["1919"]


INDEX = "<p><a href='../../index.htm'>Andr&eacute; N&#283;mec Archive</a></p>"


@pytest.mark.parametrize(
    ("file", "url"), [("book.htm", None), (f"{HOME}1919/book/index.htm",) * 2], ids=["guess", "url"]
)
def test_chapters_are_parts_of_the_book_of_the_page(file: str, url: str | None) -> None:
    page = BOOK % (
        "The Miners of Essen",
        f"<h3>(1919)</h3><p><a href=x.htm>Preface</a>, 1920{INDEX}",
    )
    book, *chapters = [one.values for one in archive_page.read(page, None, file) if one.values]
    assert (book["title"], book["kind"], book["date"]) == ("The Miners of Essen", "book", "1919")
    assert book.get("url") == url
    assert [(one["title"], one["date"], one["part_of"]) for one in chapters] == [
        ("Preface", "1920", book["id"]),
        ("Chapter One", "1919", book["id"]),
    ]


@pytest.mark.parametrize("body", ["", f"<h1>A Second Title</h1>{INDEX}"])
def test_chapters_are_no_parts_where_the_page_does_not_say_so(body: str) -> None:
    page = BOOK % ("The Miners of Essen", body)
    found = [one.values for one in archive_page.read(page, None, "book.htm") if one.values]
    assert [(one["title"], one.get("part_of")) for one in found] == [("Chapter One", None)]


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<b><a href=a.htm>III.</a> The Revolution of 1905</b>", "The Revolution of 1905"),
        ("Chapter <a href=a.htm>2</a>: The Strike", "The Strike"),
        ("1905: Review of <a href=a.htm>The Strike</a>", "Review of The Strike"),
        ("1905: On Marx’s <a href=a.htm>Poverty</a>", "On Marx’s Poverty"),
        ("Introduction to <a href=a.htm>The Strike</a>, 1905", "Introduction to The Strike"),
    ],
)
def test_words_around_a_link_that_are_its_title(body: str, title: str) -> None:
    assert [one["title"] for one in read(f"<ul><li>{body}</li></ul>")] == [title]


@pytest.mark.parametrize(
    ("link", "inner"),
    [
        ("On Marx&#8217;s <em>Poverty</em>", ["Poverty"]),
        ("<i>Capital</i> and <i>Justice</i>, 1905", ["Capital", "Justice"]),
        ("Preface to <i>1905</i>", ["1905"]),
        ("<i>On Poverty</i>", None),
        ("Meyer <i>vs.</i> <b>Keller</b>", None),
        ("The Congress, <i>3 May 1905</i>", None),
    ],
)
def test_words_of_a_title_in_italics_are_titles(link: str, inner: list[str] | None) -> None:
    assert [one.get("inner_titles") for one in read(f"<p><a href=a.htm>{link}</a></p>")] == [inner]


def test_links_in_brackets_are_parts_of_the_title_before_them() -> None:
    body = """<ul><li>Discussion On the Role of the Party <a href=a.htm>(Opening)</a>
    <a href=b.htm>(Reply)</a>, 1905</ul>"""
    whole, *parts = read(body)
    assert (whole["title"], whole["date"]) == ("Discussion On the Role of the Party", "1905")
    assert [(one["title"], one["part_of"]) for one in parts] == [
        ("Opening", whole["id"]),
        ("Reply", whole["id"]),
    ]


def test_text_as_it_appeared_elsewhere_is_a_cross_reference() -> None:
    body = """<p>1905: <a href=a.pdf>The Strike</a> (pamphlet &#8211; PDF)
    (<a href=a.htm>as published in <em>Justice</em></a>)</p>"""
    pamphlet, article = read(body)
    assert (pamphlet["kind"], pamphlet["see"]) == ("pamphlet", [article["id"]])
    assert article["title"] == "The Strike (as published in Justice)"
    assert "note" not in pamphlet


def test_undated_text_of_a_journal_between_entries_is_one() -> None:
    body = """<p class=w><a href=a.htm>The Strike</a>, 1905</p>
    <p class=w><a href="../../history/journal/v1.htm">An Invented Problem</a> (excerpt)</p>
    <p class=w><a href=b.htm>The Lock-out</a>, 1906</p>
    <p class=w><a href="../beer/1906/x.htm">Another Author's Book</a></p>
    <p class=w><a href=c.htm>The End</a>, 1907</p>
    <p class=w><a href="../../subject/strikes/essen.htm">Strikes in Essen</a></p>"""
    assert [one["title"] for one in read(body)] == [
        "The Strike",
        "An Invented Problem",
        "The Lock-out",
        "The End",
    ]


def test_entries_without_a_link_are_told_from_the_first_on() -> None:
    body = "<p class=index>Works*:</p><p>A Lost Text, 1904</p>\n<p><a href=a.htm>A</a>, 1905</p>"
    assert [(one.label, one.skipped) for one in entries(body)] == [
        ("A Lost Text, 1904", "has no link to a text"),
        ("A", ""),
    ]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("<a href=a.htm>Closing Speech to the Miners</a>", {"kind": "speech"}),
        ("<a href=a.htm>Letter of Anna Keller to the Miners</a>", {"kind": "letter"}),
        ("<a href=a.htm>Withdraw!</a>, letter to Max Beer, 1905", {"kind": "letter"}),
        ("<a href=a.htm>The Strike</a> (with H.G.)", {"authors": ["Anna Keller", "H.G."]}),
    ],
)
def test_kinds_and_people_in_other_words(body: str, fields: dict[str, Any]) -> None:
    (record,) = read(f"<p>{body}</p>")
    assert {name: record[name] for name in fields} == fields


def test_link_over_two_lines_has_one_title() -> None:
    body = "<p><a href=a.htm>My Life<br>(Chapter 3: <em>Exile</em>)</a> (1930)<br>(A selection)</p>"
    assert brief(body) == [("a.htm", "My Life (Chapter 3: Exile)", "1930")]


def test_link_around_a_paragraph_and_a_line_break() -> None:
    body = "<p><a href=a.htm><div>The Strike</div><br>of 1905</a></p>"
    assert [one["url"] for one in read(body)] == ["a.htm"]


def test_title_of_a_whole_that_begins_with_two_dates() -> None:
    body = "<ul><li>1904: 1905, a Year <a href=1.htm>Part 1</a> <a href=2.htm>Part 2</a></ul>"
    assert [one["title"] for one in read(body)] == ["1905, a Year", "Part 1", "Part 2"]


def test_link_that_is_never_closed_ends_with_its_line() -> None:
    body = "<p><a href=a.htm>One, 1905<br>Two, 1906<br>Three, 1907<br>Four, 1908<br></p>"
    assert brief(body)[0] == ("a.htm", "One, 1905", "1905")


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (
            "<b>[Speech]</b> <a href=a.htm>Our Tasks</a> (January 1944)",
            {"kind": "speech", "date": "1944-01", "title": "Our Tasks"},
        ),
        (
            "<a href=a.htm>Get It Straight</a> (letter with Max Beer &amp; Ida Frei)",
            {"kind": "letter", "authors": ["Anna Keller", "Max Beer", "Ida Frei"]},
        ),
        ("<a href=a.htm>Our Tasks</a> (writing as L. Rock)", {"signed_as": "L. Rock"}),
        (
            "<a href=a.htm>Our Tasks</a> (with Max Beer &amp; 5 others)",
            {"authors": ["Anna Keller", "Max Beer"]},
        ),
        ("<a href=a.htm>Our Tasks</a> <em>by Max Beer + 9 others</em>", {"authors": ["Max Beer"]}),
        ("<a href=a.pdf>Our Tasks</a> (4.1MB PDF)", {}),
        ("<a href=a.htm>Our Tasks</a> (<em>Unknown</em>)", {}),
        (
            "<a href=a.htm>Our Tasks</a> (<strong>The Miner</strong>)",
            {"first_publication": {"container": "The Miner"}},
        ),
    ],
)
def test_remarks_leave_no_note(body: str, fields: dict[str, Any]) -> None:
    (record,) = read(f"<p>{body}</p>")
    assert {name: record[name] for name in fields} == fields
    assert "note" not in record


@pytest.mark.parametrize("file", ["keller-anna.htm", "keller.htm", "/x/keller-a/index.htm"])
def test_name_of_the_file_may_give_the_directory(file: str) -> None:
    page = PAGE % "<p><a href=a.htm>A</a>, 1905</p>"
    name = file.removesuffix(".htm") if "/" not in file else "keller"
    directory = archive_page.head(page, file).archive_url
    assert directory == f"https://www.marxists.org/archive/{name}/"


def test_text_that_a_page_has_twice_may_have_parts_at_the_second() -> None:
    body = """<p><a href=a.htm>The Strike</a>, 1905</p><p><a href=b.htm>The End</a>, 1906</p>
    <p><a href=a.htm>The Strike</a>:<br><a href=1.htm>Part 1</a><br><a href=2.htm>Part 2</a></p>"""
    assert [one["title"] for one in read(body)] == ["The Strike", "The End", "Part 1", "Part 2"]


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href=intro.htm>Introduction to Anna Keller</a> (Max Beer)</p>",
        "<p class=toc>Biography</p><p><a href=bio/a.htm>A Life</a> &#8211; Max Beer, 1940</p>",
        "<p class=toc>Biography</p><p><a href=bio/a.htm>A Life, <em>by Max Beer et al.</em></a></p>",
    ],
)
def test_person_named_after_a_text_about_the_author_wrote_it(body: str) -> None:
    (record,) = read(body)
    assert (record["authors"], record["attribution"]) == (["Max Beer"], "about")
    assert "note" not in record


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("(theatre review)", "review"),
        ("(extended film review)", "review"),
        ("(review article)", "review"),
        ("(substantial extract)", "extract"),
    ],
)
def test_kinds_with_an_adjective(said: str, kind: str) -> None:
    (record,) = read(f"<p><a href=a.htm>Our Tasks</a> {said}</p>")
    assert (record["kind"], record.get("note")) == (kind, None)


def test_obituary_in_brackets_of_the_title() -> None:
    assert [one["kind"] for one in read("<p><a href=a.htm>Max Beer (Obituary)</a></p>")] == [
        "obituary"
    ]


def test_references_below_photographs_are_about_the_author() -> None:
    body = """<p><a href=a.htm>Our Tasks</a>, 1905</p><p class=toc>Photos</p>
    <p>1938: <a href=photos/a.jpg>A Meeting</a></p><p class=toc><small>Reference</small></p>
    <p><a href=biblio/a.htm>The Keller Papers</a><br><a href=biblio/b.htm>Bibliography</a></p>"""
    assert [(one["title"], one.get("attribution")) for one in read(body)] == [
        ("Our Tasks", None),
        ("The Keller Papers", "about"),
        ("Bibliography", "about"),
    ]


def test_note_has_a_dash_between_numbers() -> None:
    (record,) = read("<p><a href=a.htm>Our Tasks</a>, 1905 (found in boxes 3-4)</p>")
    assert record["note"] == "The archive’s page adds: “found in boxes 3–4”."


def test_person_in_the_title_of_an_own_text_did_not_write_it() -> None:
    (record,) = read("<p><a href=a.htm>Anna Keller Jailed by Max Beer</a>, 1905</p>")
    assert not {"authors", "attribution"} & record.keys()


def test_texts_about_the_author_are_not_dated_by_the_headings_above() -> None:
    body = """<p><b>1950s</b></p><p><a href=a.htm>Our Tasks</a></p><p>Reference</p>
    <p><a href=biblio/a.htm>The Keller Papers</a></p>"""
    assert [one.get("date") for one in read(body)] == ["195X", None]


def test_dash_between_a_month_and_its_year_is_a_slip() -> None:
    assert [one["date"] for one in read("<p>Sept.&#8211;1963: <a href=a.htm>A</a></p>")] == [
        "1963-09"
    ]


@pytest.mark.parametrize("words", ["sin fecha", "sans date", "ohne Datum", "sem data"])
def test_undated_in_other_languages(words: str) -> None:
    (record,) = read(f"<h3>1905</h3><p><a href=a.htm>A</a> ({words})</p>")
    assert not {"date", "index_date", "note"} & record.keys()


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("(Artikel)", {"kind": "article"}),
        ("(artículo)", {"kind": "article"}),
        ("(Vortrag)", {"kind": "speech"}),
        ("(reseña)", {"kind": "review"}),
        ("Traducido por Juan Pérez", {"reproduced_from": {"translators": ["Juan Pérez"]}}),
        ("(traduit par Jean Petit)", {"reproduced_from": {"translators": ["Jean Petit"]}}),
        ("(übersetzt von Max Beer)", {"reproduced_from": {"translators": ["Max Beer"]}}),
    ],
)
def test_remarks_in_other_languages(said: str, fields: dict[str, Any]) -> None:
    (record,) = read(f"<p><a href=a.htm>Our Tasks</a> {said}</p>")
    assert {name: record.get(name) for name in (*fields, "note")} == {**fields, "note": None}


def test_month_below_a_whole_date_is_one_of_its_year() -> None:
    body = """<h3>1884</h3><dl><dt>16 January 1884<dd><a href=a.htm>Plutocracy</a>
    <dt>March<dd><a href=b.htm>Socialism</a></dl>"""
    assert [one["date"] for one in read(body)] == ["1884-01-16", "1884-03"]


@pytest.mark.parametrize("title", ["Anna Keller: Writings by Date", "Anna Keller: Works by Year"])
def test_order_of_the_page_is_no_name(title: str) -> None:
    page = f"<html><title>{title}</title><p><a href=a.htm>A</a>, 1905"
    assert archive_page.head(page, "x.htm").author == "Anna Keller"


def test_word_before_a_life_is_not_its_author() -> None:
    (record,) = read("<p><b>Biography:</b> <a href=bio.htm>A Short Life</a></p>")
    assert (record["authors"], record["attribution"]) == ([], "about")


def test_brackets_in_a_line_below_a_title() -> None:
    body = """<table><tr><td>1923:</td><td><a href=a.htm>Our Tasks</a><br>
    <small>[book, translated by Max Beer]</small></td></tr></table>"""
    (record,) = read(body)
    assert (record["kind"], record["reproduced_from"]) == ("book", {"translators": ["Max Beer"]})
    assert "note" not in record


def test_letters_of_which_only_the_dates_are_links() -> None:
    body = """<ul><li>To Max Beer (<a href=1.htm>24 May 1910</a>), (<a href=2.htm>3 June 1910</a>)
    </ul>"""
    assert brief(body) == [
        ("1.htm", "To Max Beer", "1910-05-24"),
        ("2.htm", "To Max Beer", "1910-06-03"),
    ]


def test_date_of_the_page_itself_is_not_told() -> None:
    body = "<p><a href=a.htm>Our Tasks</a>, 1905</p><p>Last updated: 12.9.2003</p>"
    assert [one.label for one in entries(body)] == ["Our Tasks"]


@pytest.mark.parametrize("title", ["MIA: Writers: Nemec: The Miners", "The Miners by Andre Nemec"])
def test_author_of_a_book_without_a_heading_is_in_its_title(title: str) -> None:
    page = f"""<title>The Miners of Essen</title><meta name=author content="Andre Nemec (1870-1930)">
    <p class=title>{title}</p><p><a href=ch1.htm>Chapter One</a></p>"""
    assert archive_page.head(page, "x.htm").author == "Andre Nemec"


def test_notes_below_the_contents_lead_to_no_entries() -> None:
    body = """<p><a href=1.htm>Chapter I</a></p><h3>Endnotes</h3><p>To the second edition of 1919
    she added <a href=2.htm>a preface</a>.</p>"""
    assert [one["title"] for one in read(body)] == ["Chapter I"]
    body = """<p><a href=1.htm>Chapter I</a></p><p>The second edition appeared in 1919; in this
    revision she added to <a href=2.htm>Chapter II</a> a new section.</p>"""
    assert [one["title"] for one in read(body)] == ["Chapter I"]


@pytest.mark.parametrize(
    ("printed", "title"),
    [("Mines, Pits, etc.", "Mines, Pits, etc."), ("On Mines (", "On Mines"), ("Mines.", "Mines")],
)
def test_ends_of_titles(printed: str, title: str) -> None:
    assert [one["title"] for one in read(f"<p><a href=a.htm>{printed}</a></p>")] == [title]


def test_obituaries_named_by_their_periodicals() -> None:
    body = """<table><tr><td>1938</td><td><a href=a.htm>Our Tasks</a></td></tr>
    <tr><td><p><b><big>Obituaries</big></b></p></td><td><p>From <a href=bio/1.htm><b>The
    Miner</b></a>, by Max Beer<br><br>From <a href=../../history/j/2.htm><b>The Smith</b></a> (GB),
    by Ida Frei</p></td></tr></table>"""
    _, *found = read(body)
    assert [(one["title"], one["authors"], one["kind"]) for one in found] == [
        ("From The Miner", ["Max Beer"], "obituary"),
        ("From The Smith", ["Ida Frei"], "obituary"),
    ]


@pytest.mark.parametrize("name", ["毛泽东", "…", "ʼ", "Лев Троцкий", "كارل ماركس", "", ","])
def test_author_in_any_script(name: str) -> None:
    page = f"""<html><head><title>{name}</title><meta charset=utf-8>
    <meta name="author" content="{name}"></head><body><h1>{name}</h1><h3>1<br>1890-1940</h3>
    <p><a href="1905/a.htm">A Text</a>, 1905</p></body></html>"""
    assert archive_page.head(page, "x.htm").author in {name, ""}


def test_words_in_small_letters_are_no_part_of_a_title() -> None:
    body = "<p><a href=a.htm>Our Tasks</a>, 1905<br>her mother’s <a href=b.htm>Prison</a></p>"
    assert [one["title"] for one in read(body)] == ["Our Tasks", "Prison"]


@pytest.mark.parametrize(
    ("heading", "date"),
    [
        ("<h3>The War Years<br>1914-1918</h3>", "1914/1918"),
        ("<h3>Writings<br>1914</h3>", "1914"),
        ("<h4>Part II<br>1914-1918</h4>", ""),
        ("<h1>The Movement in Essen<br>1914-1918</h1>", ""),
    ],
)
def test_years_below_a_title_in_one_heading(heading: str, date: str) -> None:
    body = f"{heading}<p><a href=a.htm>Our Tasks</a></p>"
    assert brief(body) == [("a.htm", "Our Tasks", date)]


@pytest.mark.parametrize(
    "body",
    [
        "<h4><a href=media/index.htm>Media Archive</a></h4>",
        "<h4><a href=bio/index.htm>Biographical Archive</a></h4>",
        "<p><a href=bio/timeline/index.htm>Timeline</a></p>",
        "<h2>1940s</h2><p><a href=1950s.htm>Next: 1950s</a></p>",
        "<p><a href=x.htm>[Index of Works]</a></p>",
    ],
)
def test_links_of_a_page_with_several_archives_are_no_entries(body: str) -> None:
    assert [one["title"] for one in read(f"<p><a href=a.htm>Our Tasks</a></p>{body}")] == [
        "Our Tasks"
    ]


def test_notes_and_replies_are_no_entries() -> None:
    body = """<p>1938: <a href=a.htm>Our Tasks</a> (<a href=a.htm#notes>notes</a>) &#8211; see also
    <a href=../beer/1938/b.htm>Beer’s reply</a></p>"""
    assert [one["title"] for one in read(body)] == ["Our Tasks"]


@pytest.mark.parametrize(
    ("way", "file", "told"),
    [
        ('<a href="../../index.htm">Keller Archive</a>', "keller.htm", ["Keller Archive"]),
        ('<a href="../../">Keller</a> <a href="../">Keller</a>', "keller.htm", ["Keller"]),
        ('<a href="../../index.htm">MIA</a>', "keller.htm", []),
        ('<a href="../../index.htm">Keller</a>', f"{HOME}1905/strike/index.htm", []),
    ],
)
def test_page_below_the_author_s_index_asks_for_its_address(
    way: str, file: str, told: list[str]
) -> None:
    found = entries(f"<p>{way}</p><p><a href=a.htm>The Strike</a>, 1905</p>", file)
    assert [one.label for one in found if "--address" in one.skipped] == told
