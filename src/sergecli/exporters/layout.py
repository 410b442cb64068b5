"""Bibliographies with headings and annotations, in each markup format."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from sergecli.citations import render
from sergecli.citations.markup import Markup, plain
from sergecli.model.work import Head
from sergecli.text.sanitize import safe

Headings = tuple[str, ...]


class Paragraph(NamedTuple):
    """An entry with its `id` and perhaps an annotation; or a heading of a `level` from 1."""

    markup: Markup
    id: str = ""
    annotation: str = ""
    level: int = 0


def headed(sections: Iterable[tuple[Headings, Sequence[Paragraph]]]) -> list[Paragraph]:
    """Put headings before the entries of each section, without repeating unchanged ones."""
    written: list[Paragraph] = []
    before: Headings = ()
    for headings, entries in sections:
        if not entries:
            continue
        same = next(
            (at for at, pair in enumerate(zip(before, headings, strict=False)) if len({*pair}) > 1),
            min(len(before), len(headings)),
        )
        for level, heading in enumerate(headings[same:], same + 1):
            written.append(Paragraph(plain(heading), level=level))
        written += entries
        before = headings
    return written


def text(paragraphs: Sequence[Paragraph]) -> str:
    """Write a line for each entry, an indented annotation, and blank lines around headings."""
    lines: list[str] = []
    for each in paragraphs:
        if each.level:
            lines += [*([""] if lines else []), safe(render.text(each.markup)), ""]
        else:
            lines.append(safe(render.text(each.markup)))
        lines += [f"    {safe(each.annotation)}"] if each.annotation else []
    return "".join(f"{line}\n" for line in lines)


def markdown(paragraphs: Sequence[Paragraph]) -> str:
    """Write paragraphs, headings with number signs, annotations as quotations."""
    blocks = []
    for each in paragraphs:
        mark = "#" * (each.level + 1) + " " if each.level else ""
        blocks.append(mark + safe(render.markdown(each.markup)))
        if each.annotation:
            blocks.append(f"> {safe(render.markdown(plain(each.annotation)))}")
    return _joined(blocks, "\n\n")


def latex(paragraphs: Sequence[Paragraph]) -> str:
    """Write paragraphs, headings as sections without numbers, annotations as quotations."""
    blocks = []
    for each in paragraphs:
        written = safe(render.latex(each.markup))
        if each.level:
            written = f"\\{'sub' * (each.level - 1)}section*{{{written}}}"
        blocks.append(written)
        if each.annotation:
            note = safe(render.latex(plain(each.annotation)))
            blocks.append(f"\\begin{{quote}}\n{note}\n\\end{{quote}}")
    return _joined(blocks, "\n\n")


def html_lines(paragraphs: Sequence[Paragraph]) -> str:
    """Write citations as phrasing content, one on each line."""
    return _joined([safe(render.html(each.markup)) for each in paragraphs], "\n")


def html_list(paragraphs: Sequence[Paragraph], head: Head) -> str:
    """Write a list of the entries, or a list under each heading."""
    written = []
    for heading, group in groupby(paragraphs, key=lambda each: bool(each.level)):
        if heading:
            written += [f"{html_heading(each)}\n" for each in group]
        else:
            entries = [(each.id, each.markup, each.annotation) for each in group]
            written.append(render.html_list(entries, head.title, head.language))
    return "\n".join(map(safe, "".join(written).split("\n")))


def html_heading(paragraph: Paragraph) -> str:
    """Write a heading, one level below the title of the page."""
    level = min(paragraph.level + 1, 6)
    return f"<h{level}>{safe(render.html(paragraph.markup))}</h{level}>"


def html_blocks(paragraphs: Sequence[Paragraph]) -> list[str]:
    """Write paragraphs and headings as elements, for word processors."""
    blocks = []
    for each in paragraphs:
        if each.level:
            blocks.append(html_heading(each))
            continue
        blocks.append(f"<p>{safe(render.html(each.markup))}</p>")
        if each.annotation:
            note = safe(render.html(plain(each.annotation)))
            blocks.append(f"<blockquote><p>{note}</p></blockquote>")
    return blocks


def _joined(blocks: Sequence[str], between: str) -> str:
    return f"{between.join(blocks)}\n" if blocks else ""


WRITERS: dict[str, Callable[[Sequence[Paragraph]], str]] = {
    "text": text,
    "markdown": markdown,
    "latex": latex,
    "html": html_lines,
}
