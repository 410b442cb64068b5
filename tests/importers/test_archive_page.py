"""Index pages of the archive, of every make: what becomes an entry, and what is said of it."""

from pathlib import Path
from typing import Any

import pytest

from sergecli.errors import CatalogueError
from sergecli.importers import detect
from sergecli.importers.archive import page as archive_page
from sergecli.importers.entry import Entry
from tests.growth import in_proportion

HOME = "https://www.marxists.org/archive/keller/"
PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN">
<html><head><title>Anna Keller Internet Archive</title>
<meta http-equiv="content-type" content="text/html; charset=iso-8859-1" /></head>
<body>
<p class="title"><a href="../index.htm">Marxist Writers</a>: Anna Keller</p>
<h1>Anna Keller</h1><h3>1871 &#8211; 1939</h3>
<p class="index"><a href="../../glossary/people/k/e.htm#keller">Biography</a></p>
%s
<hr class="end" />
<p class="footer"><a href="../index.htm">Marxist Writers</a> | <a href="../../ebooks/keller/index.htm">eBooks</a></p>
<p class="foot">Last updated on 4 May 2011</p></body></html>
"""


def entries(body: str, file: str = "keller.htm") -> list[Entry]:
    return archive_page.read(PAGE % body, None, file)


def read(body: str) -> list[dict[str, Any]]:
    """Give the fields of the records, addresses without what all have in common."""
    values = [entry.values for entry in entries(body) if entry.values]
    return [{**one, "url": one.get("url", "").removeprefix(HOME)} for one in values]


def brief(body: str) -> list[tuple[str, str, str]]:
    return [(one["url"], one["title"], one.get("date", "")) for one in read(body)]


def test_author_life_and_address_are_those_of_the_page() -> None:
    head = archive_page.head(PAGE % '<p><a href="1905/a.htm">A</a>, 1905</p>', "keller.htm")
    assert (head.title, head.author) == ("The Writings of Anna Keller", "Anna Keller")
    assert (str(head.born), str(head.died), head.language) == ("1871", "1939", "en")
    assert (head.archive, head.archive_url) == ("Marxists Internet Archive", HOME)


@pytest.mark.parametrize(
    "body",
    [
        '<p><a href="1905/a.htm">On the Strike</a>, March 1905</p>',
        '<ul><LI><A HREF="1905/a.htm">On the Strike</A> (March 1905)<LI>Lost</UL>',
        "<table><tr><td>March&nbsp;1905<td><a href='1905/a.htm'>On the Strike</a></table>",
        "<table><tr><td><a href='1905/a.htm'>On the Strike</a></td><td>Mar. 1905</td></tr></table>",
        "<p>March 1905: <a href='1905/a.htm'>On the Strike</a></p>",
        "<h2>1905</h2><h4>March</h4><p><a href='1905/a.htm'>On the Strike</a></p>",
        "<h2>Writings 1905</h2><ul><li>March: <a href='1905/a.htm'>On the Strike</a></ul>",
        "<p><b>March 1905</b><br><a href='1905/a.htm'>On the Strike</a><br></p>",
        "<h2>1905</h2><p><a href='1905/a.htm'>On the Strike</a>, March</p>",
        "<table><tr><td>1905</td><td><a href='1905/a.htm'>On the Strike</a> (March)</td></tr></table>",
        "<dl><dt>March 1905<dd><a href='1905/a.htm'>On the Strike</a></dl>",
        "<dl><dt><a href='1905/a.htm'>On the Strike</a><dd>March 1905, a speech</dl>",
        "<font size=2><a href='1905/a.htm'><i>On</i> the Strike</a></font>, <b>March, 1905",
        "<p><a href='./1905/../1905/a.htm'>On the Strike</a><br>March 1905<br></p>",
        f"<p><a href='{HOME}1905/a.htm'>On the Strike</a>, March 1905</p>",
        "<p><a href='/archive/keller/1905/a.htm'>On the Strike</a>, March 1905</p>",
        "<dl><dt><a href='1905/a.htm'>On the Strike</a><dd>March 1905</dl>",
        "<pre>\nMarch 1905  <a href='1905/a.htm'>On the Strike</a>\n</pre>",
        "<table><tr><td colspan=2><b>1905</b></td></tr><tr><td>March<td><a href='1905/a.htm'>On the Strike</a></table>",
        "<ul><li><a href='1905/a.htm'>March 1905: On the Strike</a></ul>",
        "<ul><li><a href='1905/a.htm'>On the Strike (March 1905)</a></ul>",
        "<p><a href='a.pdf'>On the Strike</a> (March 1905) <a href='1905/a.htm'>HTML</a></p>",
        "<p>On the Strike, March 1905 [<a href='1905/a.htm'>HTML</a>] [<a href='a.pdf'>PDF</a>]</p>",
    ],
)
def test_date_is_found_where_it_stands(body: str) -> None:
    assert brief(body) == [("1905/a.htm", "On the Strike", "1905-03")]


@pytest.mark.parametrize(
    ("words", "date", "kept"),
    [
        ("1937/38", "1937/1938", ""),
        ("1886–8", "1886/1888", ""),
        ("Early 1928", "1928~", "Early 1928"),
        ("7–8 November 1936", "1936-11-07/1936-11-08", ""),
        ("Mar./Apr. 1924", "1924-03/1924-04", ""),
        ("July/November 1936", "{1936-07,1936-11}", ""),
        ("Oct./Dec. 1932", "1932-10/1932-12", ""),
        ("June 24, 1921", "1921-06-24", ""),
        ("Winter 1930/31", "1930-24", "Winter 1930/31"),
        ("c. 1905", "1905~", ""),
        ("1917 approx. date", "1917~", ""),
        ("n.d. [1896]", "1896", "n.d. [1896]"),
        ("n.d.", "", ""),
        ("1917-23", "1917/1923", ""),
        ("1919, 1921", "1919", ""),
        ("1919 [1921]", "1919", ""),
        ("Summer/Autumn 1919", "1919-22/1919-23", ""),
        ("22 April (5 May) 1914", "1914-05-05", "22 April (5 May) 1914"),
        ("between 1912 and 1914", "", "between 1912 and 1914"),
        ("After 1919", "", "After 1919"),
        ("1916 or later", "", "1916 or later"),
        ("3.5.1917", "1917-05-03", ""),
        ("8/15 May 1896", "{1896-05-08,1896-05-15}", ""),
        ("after May 6, 1918", "", "after May 6, 1918"),
        ("no earlier than 6 May 1918", "", "no earlier than 6 May 1918"),
        ("1905 or 1906", "", "1905 or 1906"),
        ("probably 1907", "1907?", ""),
        ("1898/99?", "1898?/1899?", ""),
        ("June 31, 1905", "", "June 31, 1905"),
        ("10/I/1928", "1928-01-10", ""),
        ("end of 1921", "1921~", "end of 1921"),
        ("31 December 1899 (12 January 1900)", "1900-01-12", "31 December 1899 (12 January 1900)"),
    ],
)
def test_dates_as_printed(words: str, date: str, kept: str) -> None:
    (record,) = read(f'<p><a href="a.htm">A Text</a>, {words}</p>')
    assert (record.get("date", ""), record.get("index_date", "")) == (date, kept)


FORMS = Path(__file__).with_name("files") / "archive-pages.txt"
BLOCKS = [block.partition("\n") for block in FORMS.read_text(encoding="utf-8").split("\n\n# ")[1:]]


@pytest.mark.parametrize(
    "page", [rest for _, _, rest in BLOCKS], ids=[name for name, _, _ in BLOCKS]
)
def test_pages_of_every_form(page: str) -> None:
    body, _, found = page.partition("\n=> ")
    expected = [line.removeprefix("=> ") for line in found.splitlines()]
    assert [" | ".join(one).rstrip() for one in brief(body)] == expected


def test_impossible_century_is_mended_and_told() -> None:
    (entry,) = entries('<p><a href="a.htm">Diary</a>, 1837/1938</p>')
    assert (entry.values["date"], entry.values["index_date"]) == ("1937/1938", "1837/1938")
    assert entry.dropped == ("date “1837/1938” (taken for 1937/1938)",)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ("<a href=a.htm>To a Comrade</a> (letter), 1905", {"kind": "letter"}),
        ("<a href=a.htm>Review of <b>Capital</b></a>, 1905", {"kind": "review"}),
        ("<a href=a.htm>A Bad Book</a>, 1905 (book review)", {"kind": "review"}),
        ("<span class=book><a href=a.htm>The Strike</a></span>, 1905", {"kind": "book"}),
        ("<a href=a.htm>The Strike</a> (as L. Rock)", {"signed_as": "L. Rock"}),
        ("<a href=a.htm>The Strike</a> (written as Fred Hall)", {"signed_as": "Fred Hall"}),
        (
            "<a href=a.htm>The Strike</a> (with J.L. Joynes &amp; Wm. Morris)",
            {"authors": ["Anna Keller", "J.L. Joynes", "Wm. Morris"]},
        ),
        ("<a href=a.htm>The Strike</a>, unpublished pamphlet", {"kind": "pamphlet"}),
        (
            "<a href=a.htm>The Strike</a> (written with Joan Smith as Chris Smith)",
            {"authors": ["Anna Keller", "Joan Smith"], "signed_as": "Chris Smith"},
        ),
        (
            "<a href=1921/book/biog.html>Biography</a>",
            {"attribution": "about", "authors": [], "kind": "biography"},
        ),
        (
            "<a href=a.htm>The Strike</a>. Translated by Eden and Cedar Paul.",
            {"reproduced_from": {"translators": ["Eden", "Cedar Paul"]}},
        ),
        (
            "<a href=a.htm>The Strike</a>, <i>Die Gleichheit</i>, May 1905",
            {"first_publication": {"container": "Die Gleichheit", "date": "1905-05"}},
        ),
        (
            "<a href=a.htm>The Strike</a>, <em>New Age</em>, Vol. IV No. 6, 5 June 1938, pp. 172-174 (as L. Rock)",
            {
                "first_publication": {
                    "container": "New Age",
                    "volume": "IV",
                    "issue": "6",
                    "pages": "172–174",
                    "date": "1938-06-05",
                },
                "signed_as": "L. Rock",
            },
        ),
        (
            "<a href=a.htm>The Strike</a> (<em>Justice</em>, 10 May 1905)",
            {"first_publication": {"container": "Justice", "date": "1905-05-10"}},
        ),
        (
            "<a href=a.htm>The Strike</a>. London: Modern Press, 1884.",
            {"first_publication": {"place": "London", "publisher": "Modern Press", "date": "1884"}},
        ),
        (
            "<a href=a.htm>The Strike</a> (speech, May 1905)",
            {"kind": "speech", "date": "1905-05", "note": None},
        ),
        ("<a href=a.htm>The Strike</a> [as L. Rock, 1905]", {"signed_as": "L. Rock", "note": None}),
        (
            "<a href=a.htm>The Strike</a> by Anna Keller and Max Beer, 1905",
            {"authors": ["Anna Keller", "Max Beer"], "attribution": None},
        ),
        (
            "<a href=a.htm>The Strike</a> (pamphlet; with Max Beer), 1905",
            {"kind": "pamphlet", "authors": ["Anna Keller", "Max Beer"]},
        ),
        (
            "<a href=bio/life.htm>A Life</a> by Max Beer",
            {"attribution": "about", "authors": ["Max Beer"]},
        ),
    ],
)
def test_what_the_page_says_of_a_text(body: str, fields: dict[str, Any]) -> None:
    (record,) = read(f"<p>{body}</p>")
    assert {name: record.get(name) for name in fields} == fields
    assert record["sources"] == [f"{HOME}index.htm"]


def test_words_that_are_not_understood_are_kept_and_told() -> None:
    (entry,) = entries('<p><a href="a.htm">A</a>, 1905 (found in a trunk)</p>')
    assert entry.values["note"] == "The archive’s page adds: “found in a trunk”."
    assert entry.dropped == ("“found in a trunk” (in the note only)",)


@pytest.mark.parametrize(
    "body",
    [
        "<p><a href=l/index.htm>Prison Letters</a> (2 letters):<br><a href=l/1.htm>First</a><br><a href=l/2.htm>Second</a></p>",
        "<ul><li><a href=l/index.htm>Prison Letters</a>, 1905<ul><li><a href=l/1.htm>First</a><li><a href=l/2.htm>Second</a></ul></ul>",
        "<p><a href=l/index.htm>Prison Letters</a>, 1905<br><br>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;<a href=l/1.htm>First</a><br>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;<a href=l/2.htm>Second</a></p>",
        "<p><a href=l/index.htm>Prison Letters</a>, 1905</p><p><a href=l/1.htm>First</a></p><p><a href=l/2.htm>Second</a></p>",
    ],
)
def test_parts_name_their_whole(body: str) -> None:
    whole, *parts = read(body)
    assert [(one["title"], one["part_of"]) for one in parts] == [
        ("First", whole["id"]),
        ("Second", whole["id"]),
    ]
    assert {one.get("date", "") for one in parts} == {whole.get("date", "")}


@pytest.mark.parametrize(
    "body",
    [
        "<p>1902: The Aims of History<br>&nbsp; &nbsp; &nbsp;<a href=1.htm>One</a><br>&nbsp; &nbsp; &nbsp;Part I. <a href=2.htm>Two</a></p>",
        "<h3>The Aims of History (1902)</h3><ul><li><a href=1.htm>One</a><li><a href=2.htm>Two</a></ul>",
        "<table><tr><td>1902</td><td>The Aims of History:<br><a href=1.htm>One</a><br><a href=2.htm>Two</a></table>",
    ],
)
def test_title_without_a_link_is_the_whole_of_what_follows(body: str) -> None:
    whole, *parts = read(body)
    assert (whole["title"], whole["url"], whole["date"]) == ("The Aims of History", "", "1902")
    assert [(one["part_of"], one["date"]) for one in parts] == [(whole["id"], "1902")] * 2


def test_chapters_of_a_line_are_parts_of_the_book_above() -> None:
    book, *chapters = read(
        "<p><a href=b/index.htm>The Book</a>, 1905<br>[<a href=b/ch1.htm>Ch. 1</a>] "
        "[<a href=b/ch2.htm>Ch. 2</a>]</p>"
    )
    assert [one["part_of"] for one in chapters] == [book["id"]] * 2


def test_whole_without_a_text_of_its_own() -> None:
    whole, *parts = read(
        "<table><tr><td>1930</td><td>A Page of History (2 extracts from <b>My Life</b>):<br>"
        "<a href=1.htm>One</a><br><a href=2.htm>Two</a></td></tr></table>"
    )
    assert (whole["title"], whole["url"], whole["date"]) == ("A Page of History", "", "1930")
    assert [one["part_of"] for one in parts] == [whole["id"]] * 2


def test_translations_of_a_text_name_each_other() -> None:
    one, other = read(
        "<p><a href=a.htm>On Power</a>, Aug. 1928<br>Alternative translation: "
        "<a href=b.htm>Power</a></p>"
    )
    assert (one["see"], other["see"]) == ([other["id"]], [one["id"]])
    assert one["date"] == other["date"] == "1928-08"


def test_extract_names_its_whole() -> None:
    whole, part = read(
        "<p><a href=b/index.htm>My Life</a>, 1930</p>"
        "<p><a href=x.htm>Youth</a> (extract from <b>My Life</b>), 1931</p>"
    )
    assert (part["kind"], part["extract_of"]) == ("extract", whole["id"])


FURNITURE = """
<p><a href="#y1905">1905</a> | <a href="index.htm">Index</a> | <a href="#top">Top of page</a></p>
<p><a href="images/index.htm">Image Gallery</a> <a href="works/index.htm">Works Index</a></p>
<p><a href="guide.htm">Study Guide</a> <a href="timeline.htm">Time Line</a> <a href="faq.htm">FAQ</a></p>
<p><a href="works/1905.htm">1905</a> <a href="1910s.htm">1910-1919</a> <a href="new.htm">What’s New</a></p>
<p><a href="toc.htm">Table of Contents</a> <a href="photo/album.htm">Photo Album</a></p>
<p><a href="keller.jpg"><img src="keller.jpg"></a> <a href="mailto:x@y.org">Contact</a></p>
<p><a href="/ebooks/keller/a.epub">Ebook</a> <a href="a.mobi">The Strike</a></p>
<p><a href="https://example.org/keller/a.htm">The Strike</a>, 1905</p>
<p><a href="https://www.marxists.org.example.org/archive/keller/a.htm">The Strike</a>, 1905</p>
<p><a href="javascript:alert(1)">The Strike</a>, 1905 <a href="data:text/html,x">The Strike</a></p>
<p><a href="../../admin/volunteers/index.htm">Volunteers</a>, 1905</p>
<p>For her later life see the <a href="1905/b.htm">articles of 1905</a> and what followed.</p>
<h4>Further reading:</h4><p><a href="../lenin/works/1917/staterev/index.htm">State</a>, 1917</p>
"""


def test_section_about_the_author_may_lead_to_texts_of_others() -> None:
    body = """<p class=index>Biography</p><p><a href=../../archive/bax/1914/keller.htm>Biography</a> by E. Belfort Bax</p>
    <p><a href=../../archive/bax/1913/keller.htm>Obituary</a> by E. Belfort Bax</p><p class=index>Works</p>
    <p><a href=a.htm>The Strike</a>, 1905</p>"""
    life, obituary, strike = read(body)
    assert life["authors"] == obituary["authors"] == ["E. Belfort Bax"]
    assert (life["attribution"], obituary["kind"]) == ("about", "obituary")
    assert "attribution" not in strike


def test_line_after_a_title_belongs_to_it_also_behind_an_empty_line() -> None:
    body = """<p class=toc>Biography</p><p><a href=biog/a.htm>Memories</a><br>by John Hazard<br><br>
    <a href=biog/b.htm>Introduction</a><br>by Piers Beirne</p>"""
    assert [one["authors"] for one in read(body)] == [["John Hazard"], ["Piers Beirne"]]


def test_section_in_bold_dates_its_texts_and_names_their_translator() -> None:
    body = """<p><a href=a.htm>A Text</a>, 1919</p>
    <p><strong>Minutes of the Third Congress</strong> (1921) &#8212; Translated by John Riddell</p>
    <p><a href=../../history/international/x.htm>Opening Address</a><br><a href=b.htm>Speech</a>, June 22, 1921</p>
    <p><strong>Selections from the <em>History</em></strong></p><p><a href=c.htm>To the Reader</a></p>"""
    _, opening, speech, reader = read(body)
    riddell = {"translators": ["John Riddell"]}
    assert (opening["date"], opening["reproduced_from"]) == ("1921", riddell)
    assert (speech["date"], speech["reproduced_from"]) == ("1921-06-22", riddell)
    assert not {"date", "reproduced_from"} & reader.keys()


def test_furniture_never_becomes_a_work() -> None:
    assert brief('<p><a href="1905/a.htm">On the Strike</a>, 1905</p>' + FURNITURE) == [
        ("1905/a.htm", "On the Strike", "1905")
    ]


def test_entries_that_lead_nowhere_are_told_with_their_line() -> None:
    body = "<ul><li>The First, 1904</li>\n<li><a href=a.htm>A</a>, 1905</li>\n<li>A Lost Text, 1906</li></ul>"
    first, _, lost = entries(body)
    assert (first.label, first.skipped) == ("The First, 1904", "has no link to a text")
    assert (lost.line, lost.label, lost.skipped) == (
        10,
        "A Lost Text, 1906",
        "has no link to a text",
    )


@pytest.mark.parametrize(
    ("charset", "codec"),
    [
        ("iso-8859-1", "cp1252"),
        ("windows-1252", "cp1252"),
        ("iso-8859-2", "iso8859-2"),
        ("koi8-r", "koi8-r"),
        ("windows-1251", "cp1251"),
        ("utf-8", "utf-8"),
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("no-such-charset", "utf-8"),
        ("utf-16", "cp1252"),
    ],
)
def test_letters_of_every_encoding(charset: str, codec: str) -> None:
    title = {"koi8-r": "Стачка", "cp1251": "Стачка", "iso8859-2": "Łódź"}.get(
        codec, "Grève – “été”"
    )
    if codec == "iso8859-2":
        title = "Łódź"
    page = (PAGE % f"<p><a href=a.htm>{title}</a>, 1905</p>").replace("iso-8859-1", charset)
    text = detect.text_of(page.encode(codec), "keller.htm")
    assert archive_page.read(text, None, "keller.htm")[0].values["title"] == title


def test_page_in_russian() -> None:
    page = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r">'
        "<title>Анна Келлер</title></head><h1>Анна Келлер</h1><h3>1871–1939</h3>"
        "<ul><li><a href=1905/a.htm>О стачке</a>, 5 марта 1905 г."
        "<li><a href=1906/b.htm>Письмо</a>, 1906</ul>"
    )
    text = detect.text_of(page.replace("–", "-").encode("koi8-r"), "keller.htm")
    head = archive_page.head(text, "keller.htm")
    assert (head.author, head.language) == ("Анна Келлер", "ru")
    assert head.archive_url == "https://www.marxists.org/russkij/keller/"
    entries = archive_page.read(text, None, "keller.htm")
    assert [one.values["date"] for one in entries] == ["1905-03-05", "1906"]


@pytest.mark.parametrize(
    ("file", "text", "home"),
    [
        ("keller.htm", "", HOME),
        ("index.htm", "", HOME),
        ("Anna Keller Internet Archive.html", "", HOME),
        ("index.htm", "<!-- saved from url=(0045)https://www.marxists.org/archive/kell/index.htm -->", "https://www.marxists.org/archive/kell/"),
        ("index.htm", "<base href='http://www.marxists.org/archive/kell/index.htm'>", "https://www.marxists.org/archive/kell/"),
        ("https://www.marxists.org/archive/kell/", "", "https://www.marxists.org/archive/kell/"),
    ],
)  # fmt: skip
def test_address_of_the_page(file: str, text: str, home: str) -> None:
    page = PAGE.replace("<head>", f"<head>{text}") % "<p><a href=a.htm>A</a>, 1905</p>"
    assert archive_page.head(text + page, file).archive_url == home


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<",
        "<html>",
        "\0<html><a href=",
        "<html><frameset><frame src=main.htm></frameset></html>",
        "<html><base href='https://evil.example/'><p><a href=a.htm>The Strike</a>, 1905</p>",
        "<html><script>document.write('<a href=a.htm>The Strike</a>, 1905')</script>",
        "<html><!-- <p><a href=a.htm>The Strike</a>, 1905</p> -->",
        "<html>" + "<div>" * 5000 + "<a href=a.htm>deep</a>, 1905",
        "<html>" + "<p><a href='http://[::1'>The Strike</a>, 1905",
        "<html>" + "<a href=" * 1000,
        "<html>" + "&#x110000;&#0;&#xD800;" * 100,
    ],
)
def test_broken_pages_are_refused_with_a_message(text: str) -> None:
    with pytest.raises(CatalogueError):
        archive_page.read(text, None, "keller.htm")


@pytest.mark.parametrize(
    "body",
    [
        "<frameset><frame src='works/index.htm'></frameset>",
        "<meta http-equiv=refresh content='0; URL=works/index.htm'>",
        "<map name=m><area href=../index.htm><area href=bio/index.htm><area href=works/index.htm></map>",
        "<p><a href=images/index.htm>Images</a> <a href=works/index.htm>Works Index</a></p>",
    ],
)
def test_page_without_texts_names_the_one_that_has_them(body: str) -> None:
    with pytest.raises(CatalogueError, match=r"it leads, works/index\.htm"):
        archive_page.read(f"<html>{body}", None, "keller.htm")


@pytest.mark.parametrize(
    ("title", "heading", "author"),
    [
        ("MIA: Library: Anna Keller", "1871&#8211;1939", ("Anna Keller", "1871", "1939")),
        ("Anna Keller (Internet Archive)", "b. 1871, d. 1939", ("Anna Keller", "1871", "1939")),
        ("Archives Anna Keller", "(1871 to 1939)", ("Anna Keller", "1871", "1939")),
        ("Anna Keller Text Index", "(1871&#8211;1939), German", ("Anna Keller", "1871", "1939")),
        ("Anna Keller / Marxists", "Anna Keller, 1871-1939", ("Anna Keller", "1871", "1939")),
        ("Anna Keller Page", "5.5.1871 - 3.6.1939", ("Anna Keller", "1871-05-05", "1939-06-03")),
        ("“Big Anna” Keller Archive", "(c. 1871 - 1939)", ("“Big Anna” Keller", "1871~", "1939")),
        ("Selected Works of Anna Keller", "1905, 1917", ("Anna Keller", "", "")),
    ],
)
def test_author_and_life(title: str, heading: str, author: tuple[str, str, str]) -> None:
    text = f"<html><title>{title}</title><h2>{heading}</h2><p><a href=a.htm>A</a>, 1905"
    head = archive_page.head(text, "x.htm")
    assert (head.author, str(head.born or ""), str(head.died or "")) == author


def test_thousands_of_unclosed_tags_hide_nothing() -> None:
    body = "".join(f"<font><b><p><a href={n}.htm>Text {n}</a>, 1905" for n in range(1000))
    assert len(brief(body)) == 1000


@pytest.mark.parametrize(
    ("begin", "unit", "end"),
    [
        ("<p><a href=a.htm>T</a> ", "(1917 [", ""),
        ("<p><a href=a.htm>T</a> ", "1917 and ", ""),
        ("<p><a href=a.htm>T</a> (with ", "A. ", ")"),
        ("<table>", "<tr><td rowspan=9999>x", "<tr><td>1917<td><a href=a.htm>T</a></table>"),
        ("", "x ", "<p><a href=a.htm>T</a>, 1917"),
        ("<h1>", "1900 - ", "</h1><p><a href=a.htm>T</a>, 1917"),
    ],
)
def test_endless_lines_take_time_in_proportion(begin: str, unit: str, end: str) -> None:
    def titles(count: int) -> None:
        assert [one["title"] for one in read(begin + unit * count + end)] == ["T"]

    assert in_proportion(titles, 10_000)


def test_another_translation_is_no_part_but_a_cross_reference() -> None:
    body = "<p><a href=a.htm>The Sea</a>, 1905 <a href=b.htm>[alternative translation]</a></p>"
    first, other = read(body)
    assert (first["see"], other["see"]) == ([other["id"]], [first["id"]])
    assert other["title"] == "The Sea (alternative translation)"
    assert "part_of" not in other


def test_life_in_two_sentences() -> None:
    page = PAGE.replace("1871 &#8211; 1939", "Born: 7 November 1871. Died: 21 August 1939.")
    head = archive_page.head(page % "<p><a href=a.htm>A</a>, 1905</p>", "keller.htm")
    assert (str(head.born), str(head.died)) == ("1871-11-07", "1939-08-21")
