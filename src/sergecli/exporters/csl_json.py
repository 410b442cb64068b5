"""CSL-JSON: the data format of the Citation Style Language (CSL 1.0.2)."""

import re
from typing import Any

from sergecli.exporters import base, casing
from sergecli.exporters.formats import ExportResult, Selection
from sergecli.model import degrees
from sergecli.model.csl import (
    NAME_VARIABLES,
    TEXT_VARIABLES,
    THESIS,
    Name,
    Reference,
    date_variable,
)
from sergecli.model.edtf import Date
from sergecli.text.quoting import json_text

_DATES = {"issued": "issued", "original-date": "original_date"}
# Processors read these as rich text and have no escape for them. An empty tag put
# inside one breaks it, so that it is shown as text.
_TAG = re.compile(r"<(?=/?(?:i|b|sc|sub|sup|span)\b)", re.IGNORECASE)
_BROKEN = '<<span class="nocase"></span>'


def write(selection: Selection) -> ExportResult:
    """Write the references for citation programs, with messages about what CSL cannot hold."""
    every = tuple(base.entries(selection))
    vague = sum(_vague(one.reference) for one in every)
    lost = (
        *base.lost("CSL-JSON", every, map(_in_note, every)),
        *base.changed("CSL-JSON: uncertain dates are marked as approximate", vague),
    )
    items = [_for_styles(one) for one in every]
    for made in items:
        if note := selection.annotations.get(made["id"]):
            made["annote"] = _escaped(note)
    return ExportResult(json_text(items), lost)


def _vague(reference: Reference) -> bool:
    return any(date and date.uncertain for date in (reference.issued, reference.original_date))


def _in_note(entry: base.ExportEntry) -> tuple[str, ...]:
    return base.unheld(entry, {"original_container", "whole"})


def _for_styles(entry: base.ExportEntry) -> dict[str, Any]:
    """Return an item with its titles in sentence style, and the title for shortened notes."""
    reference = casing.in_sentence_style(entry.reference)
    if reference.whole_book:
        # Styles put the title of a page in quotation marks.
        site = reference.container_title
        reference = reference._replace(type="book", archive=site, container_title="")
    if reference.reference_work:
        reference = reference._replace(type="entry-encyclopedia")
    if base.is_manuscript(reference):
        type_ = "collection" if reference.papers else "manuscript"
        reference = reference._replace(type=type_)
    if reference.type == THESIS:
        reference = reference._replace(genre=degrees.genre(reference.genre))
    made = item(reference._replace(note=base.note(entry, _in_note(entry))))
    short = casing.shortened(entry.reference)
    if short:
        made["title-short"] = item(casing.in_sentence_style(short))["title"]
    for variable, name in zip(("keyword", "call-number"), base.PLACED, strict=True):
        if entry.work.free(name):
            made[variable] = _escaped(", ".join(entry.work.free(name)))
    return made


def item(reference: Reference) -> dict[str, Any]:
    """Return a CSL-JSON item, without the variables that have no value."""
    made: dict[str, Any] = {"id": reference.id, "type": reference.type}
    for variable, attribute in NAME_VARIABLES.items():
        people = getattr(reference, attribute)
        if people:
            made[variable] = [_name(one) for one in people]
    for variable, attribute in _DATES.items():
        date = getattr(reference, attribute)
        if date:
            made[variable] = _date(date)
    for variable, attribute in TEXT_VARIABLES.items():
        value = getattr(reference, attribute)
        if value:
            plain = value if variable == "URL" else _escaped(value)
            if variable == "title":
                inner = reference.inner_titles
                plain = casing.emphasized(value, inner, _escaped, "<i>", "</i>")
            # Processors share this rich-text tag, by which a title keeps its capitals.
            kept = f'<span class="nocase">{plain}</span>'
            made[variable] = kept if variable in reference.verbatim else plain
    return made


def _escaped(text: str) -> str:
    return _TAG.sub(_BROKEN, text)


def _name(name: Name) -> dict[str, str]:
    if not name.given:
        return {"literal": name.family}
    return {"family": name.family, "given": name.given}


def _date(date: Date) -> dict[str, Any]:
    variable = date_variable(date)
    made: dict[str, Any] = {}
    if variable.parts:
        made["date-parts"] = [list(one) for one in variable.parts]
    if variable.season:
        made["season"] = variable.season
    if variable.circa:
        made["circa"] = True
    if variable.literal:
        made["literal"] = variable.literal
    return made
