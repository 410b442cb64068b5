"""Entries in less usual forms: their titles, dates and sections, and what is no entry."""

import pytest

from sergecli.importers.archive import page as archive_page
from tests.importers.test_archive_page import brief, read


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
