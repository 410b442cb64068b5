"""Bibliographies as whole documents: web pages, and files for word processors.

The latter are made by pandoc, whose paragraph style for bibliographies has no hanging
indents; here they get hanging indents of half an inch.
"""

import json
import re
from collections.abc import Callable, Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from sergecli.citations.render import escape_html
from sergecli.exporters import pandoc
from sergecli.model.work import Head
from sergecli.text.sanitize import safe

_STYLE = "Bibliography"
_CSS = """\
  :root { color-scheme: light dark; }
  body { margin: 2.5em auto; max-width: 42em; padding: 0 1.25em;
    font: 1.0625em/1.5 Georgia, "Times New Roman", serif; overflow-wrap: break-word; }
  h1 { font-size: 1.5em; font-weight: normal; }
  h2 { font-size: 1.15em; margin: 1.5em 0 0.5em; }
  ul.csl-bib-body { list-style: none; padding: 0; }
  .csl-entry { margin: 0 0 0.5em; padding-left: 2em; text-indent: -2em; }
  .csl-left-margin { float: left; text-indent: 0; margin-left: -2em; }
  .csl-right-inline { text-indent: 0; }
  .smallcaps { font-variant: small-caps; }
  @media print {
    body { margin: 0; max-width: none; padding: 0; font-size: 11pt; }
    a { color: inherit; text-decoration: none; }
    .csl-entry, p { break-inside: avoid; }
    h2 { break-after: avoid; }
  }
"""


def page(fragment: str, head: Head) -> str:
    """Return an HTML page of a fragment, with the title of its head."""
    title, language = escape_html(safe(head.title)), escape_html(safe(head.language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n'
        '<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_CSS}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{fragment}</main>\n</body>\n</html>\n"
    )


def office(entries: Iterable[str], form: str, head: Head, *, hanging: bool) -> bytes:
    """Return a file of entries, each an HTML element; `form` is docx, odt or rtf.

    Raises UsageError if pandoc is not installed.
    """
    paragraphs = "".join(f"{entry}\n" for entry in entries)
    html = f'<div data-custom-style="{_STYLE}">\n{paragraphs}</div>' if hanging else paragraphs
    return _office(html, "html", form, head, hanging=hanging)


def office_of(document: str, form: str, head: Head) -> bytes:
    """Return a file of a bibliography in pandoc's JSON; `form` is docx, odt or rtf.

    It has hanging indents if the citation style says so (CSL 1.0.2, `hanging-indent`).
    """
    read = json.loads(document)
    hanging = False
    for block in read["blocks"]:
        (name, classes, _), entries = block["c"] if block["t"] == "Div" else (("", (), ()), ())
        if name == "refs" and "hanging-indent" in classes:
            hanging = True
            for entry in entries:
                entry["c"][0][2].append(("custom-style", _STYLE))
    return _office(json.dumps(read), "json", form, head, hanging=hanging)


def _office(document: str, reader: str, form: str, head: Head, *, hanging: bool) -> bytes:
    made = pandoc.run(
        document, f"--from={reader}", f"--to={form}", "--standalone", "--output=-",
        f"--metadata=title:{safe(head.title)}", f"--metadata=lang:{safe(head.language)}",
    )  # fmt: skip
    return _HANGING[form](made) if hanging else made


def _hanging_docx(made: bytes) -> bytes:
    style = re.compile(r'(w:styleId="Bibliography"(?:(?!</w:style>).)*?)<w:pPr\s*/>', re.DOTALL)
    indent = r'\1<w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr>'
    return _rewritten(made, "word/styles.xml", lambda xml: style.sub(indent, xml, count=1))


def _hanging_odt(made: bytes) -> bytes:
    style = (
        '<style:style style:name="Bibliography" style:family="paragraph" '
        'style:parent-style-name="Text_20_body"><style:paragraph-properties '
        'fo:margin-left="0.5in" fo:text-indent="-0.5in"/></style:style></office:styles>'
    )
    return _rewritten(made, "styles.xml", lambda xml: xml.replace("</office:styles>", style, 1))


def _hanging_rtf(made: bytes) -> bytes:
    # Titles are centred, headings bold; an empty paragraph follows a title.
    paragraph = re.compile(
        rb"^(\{\\pard \\ql \\f0 \\sa180 )\\li0 \\fi0 (?!\\b |\\par)", re.MULTILINE
    )
    return paragraph.sub(rb"\1\\li720 \\fi-720 ", made)


_HANGING = {"docx": _hanging_docx, "odt": _hanging_odt, "rtf": _hanging_rtf}


def _rewritten(archive: bytes, member: str, rewrite: Callable[[str], str]) -> bytes:
    """Rewrite one member of a zip archive, keeping the order as ODF requires (part 2, 3.3)."""
    made = BytesIO()
    with ZipFile(BytesIO(archive)) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for info in before.infolist():
            content = before.read(info)
            if info.filename == member:
                content = rewrite(content.decode()).encode()
            after.writestr(info, content)
    return made.getvalue()
