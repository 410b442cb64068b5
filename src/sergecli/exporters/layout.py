"""Bibliographies with headings and annotations, in each markup format."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from sergecli.citations import render
from sergecli.citations.markup import Markup, Paragraph, plain
from sergecli.citations.render import escape_html
from sergecli.model.work import Head
from sergecli.text.sanitize import safe, safe_lines

Headings = tuple[str, ...]


def headed(sections: Iterable[tuple[Headings, Sequence[Paragraph]]]) -> list[Paragraph]:
    """Put headings before the entries of each section, without repeating unchanged ones."""
    written: list[Paragraph] = []
    before: Headings = ()
    for headings, entries in sections:
        if not entries:
            continue
        pairs = zip(before, headings, strict=False)
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
        for level, heading in enumerate(headings[same:], same + 1):
            written.append(Paragraph(plain(heading), level=level))
        written += entries
        before = headings
    return written


class _Writer(NamedTuple):
    """How a format writes markup, entries, headings and annotations, and what is between them."""

    write: Callable[[Markup], str]
    heading: Callable[[str, int], str]
    annotation: str
    entry: str = "{}"
    between: str = "\n\n"


def _latex_heading(text: str, level: int) -> str:
    """Write a section without a number."""
    return f"\\{'sub' * (level - 1)}section*{{{text}}}"


def _html_heading(text: str, level: int) -> str:
    """Write a heading, one level below the title of the page."""
    element = f"h{min(level + 1, 6)}"
    return f"<{element}>{text}</{element}>"


_QUOTE = "<blockquote><p>{}</p></blockquote>"
_WRITERS = {
    "text": _Writer(render.text, lambda text, _: f"\n{text}\n", "    {}", between="\n"),
    "markdown": _Writer(render.markdown, lambda text, level: f"#{'#' * level} {text}", "> {}"),
    "latex": _Writer(render.latex, _latex_heading, "\\begin{{quote}}\n{}\n\\end{{quote}}"),
    "html": _Writer(render.html, _html_heading, _QUOTE, between="\n"),
    "elements": _Writer(render.html, _html_heading, _QUOTE, entry="<p>{}</p>"),
}


def document(paragraphs: Iterable[Paragraph], form: str) -> str:
    """Write paragraphs as text, markdown or latex; as html, citations alone, one on each line."""
    written = _WRITERS[form].between.join(blocks(paragraphs, form)).lstrip("\n")
    return f"{written}\n" if written else ""


def blocks(paragraphs: Iterable[Paragraph], form: str) -> list[str]:
    """Write each entry, heading and annotation by itself; `form` may also be "elements" of HTML."""
    writer, written = _WRITERS[form], []
    for each in paragraphs:
        text = safe(writer.write(each.markup))
        if each.level:
            written.append(writer.heading(text, each.level))
        else:
            written.append(writer.entry.format(text))
        if each.annotation:
            note = safe(writer.write(plain(each.annotation)))
            written.append(writer.annotation.format(note))
    return written


def html_list(paragraphs: Sequence[Paragraph], head: Head) -> str:
    """Write a list of the entries with a name and a language, or a list under each heading.

    The classes are those that citation processors use; `role` keeps it a list for screen
    readers even if a style sheet removes the bullets.
    """
    label, language = escape_html(head.title), escape_html(head.language)
    attributes = f'class="csl-bib-body" role="list" aria-label="{label}" lang="{language}"'
    written = []
    for heading, group in groupby(paragraphs, key=lambda each: bool(each.level)):
        if heading:
            written += [f"{block}\n" for block in blocks(group, "html")]
        else:
            written.append(f"<ul {attributes}>\n{''.join(map(_html_item, group))}</ul>\n")
    return safe_lines("".join(written))


def _html_item(entry: Paragraph) -> str:
    note = f'<div class="csl-annote">{escape_html(entry.annotation)}</div>'
    content = render.html(entry.markup) + (note if entry.annotation else "")
    return f'  <li class="csl-entry" id="ref-{escape_html(entry.id)}">{content}</li>\n'
