"""Only capitals change in titles for other programs: quotation marks and spaces are as given."""

import pytest

from sergecli.exporters import casing
from sergecli.model.csl import Reference


@pytest.mark.parametrize(
    ("title", "headline", "sentence"),
    [
        ('The "New" International', 'The "New" International', 'The "new" international'),
        ('Notes  on "the" Mail', 'Notes  on "the" Mail', 'Notes  on "the" mail'),
        ('Note on "the" ﬁne Art', 'Note on "the" ﬁne Art', 'Note on "the" ﬁne art'),
        ("ŉ Is 'an' Old Letter", "ŉ Is 'an' Old Letter", "ŉ is 'an' old letter"),
    ],
)
def test_only_capitals_change(title: str, headline: str, sentence: str) -> None:
    reference = Reference("a", "book", title, language="en")
    assert casing.headline(reference) == headline
    assert casing.in_sentence_style(reference).title == sentence


def test_braces_are_around_the_words_that_keep_capitals() -> None:
    reference = Reference("a", "book", 'ﬁne "Art"  in Kronstadt', language="en")
    written = casing.protected(reference, "title", str, r"\emph")
    assert written == 'ﬁne "Art"  in {Kronstadt}'
