"""Inheritance between entries of a .bib file: `crossref` and `xdata`.

The rules are those of the BibLaTeX manual's appendix B, as far as the fields are read.
"""

import re
from collections.abc import Mapping, Sequence

from sergecli.importers.bib_file import BibEntry

_IN_BOOKS = frozenset(
    {
        "bookinbook", "inbook", "incollection", "inproceedings", "inreference", "suppbook",
        "suppcollection", "conference",
    }
)  # fmt: skip
_IN_PERIODICALS = frozenset({"article", "suppperiodical", "review"})
# Titles are handed down under another name; the rest names or orders the entry itself.
_NOT_INHERITED = frozenset(
    {
        "title", "subtitle", "crossref", "xdata", "xref", "note", "url", "doi", "ids", "file",
        "keywords", "abstract", "entrysubtype", "related", "relatedstring", "relatedtype",
        "timestamp", "date-added", "date-modified", "shorttitle", "shortauthor", "options",
    }
)  # fmt: skip
# Alternative fields: an entry with one of them inherits none of the others.
_ALIASES = (
    frozenset({"date", "year", "month", "day"}),
    frozenset({"journal", "journaltitle"}),
    frozenset({"address", "location"}),
    frozenset({"school", "institution"}),
)
_BY_FIELD = re.compile(r"xdata\s*=\s*(\S{1,200}?)-([a-z]{1,40})(?:-\d{1,3})?", re.IGNORECASE)
# How many steps are followed, and how many containers are used.
_MOST_STEPS, _MOST_CONTAINERS = 5, 20


def resolved(entries: list[BibEntry]) -> list[BibEntry]:
    """Return the entries with what they inherit, without the data containers."""
    keyed = _keyed(entries)
    every = [_with_data(entry, keyed) for entry in entries if entry.type != "xdata"]
    whole = _keyed(every)
    return [_with_parents(entry, whole) for entry in every]


def _keyed(entries: Sequence[BibEntry]) -> dict[str, BibEntry]:
    """Return entries by their keys, and by the other keys that `ids` gives them."""
    others = {key.lower(): one for one in entries for key in _names(one.fields.get("ids", ""))}
    return others | {entry.key.lower(): entry for entry in reversed(entries) if entry.key}


def _with_parents(entry: BibEntry, keyed: Mapping[str, BibEntry]) -> BibEntry:
    """Add the fields of the entry that `crossref` names, and of those which that one names."""
    line = [entry]
    while len(line) <= _MOST_STEPS and (name := line[-1].fields.get("crossref", "").strip()):
        parent = keyed.get(name.lower())
        if parent is None or any(parent.key == one.key for one in line):
            break
        line.append(parent)
    missing = line[-1].fields.get("crossref", "")
    inherited = line[-1]
    for child in reversed(line[:-1]):
        inherited = _inheriting(child, inherited)
    return inherited._replace(dropped=(*inherited.dropped, *(["crossref"] if missing else [])))


def _inheriting(child: BibEntry, parent: BibEntry) -> BibEntry:
    taken = {name: one for name, one in parent.fields.items() if name not in _NOT_INHERITED}
    taken |= {name: one for name, one in _titles(child.type, parent) if one}
    return child._replace(fields=_completed(child.fields, taken))


def _titles(kind: str, parent: BibEntry) -> list[tuple[str, str]]:
    title, subtitle = (parent.fields.get(name, "") for name in ("title", "subtitle"))
    if kind in _IN_PERIODICALS:
        return [("journaltitle", title), ("journalsubtitle", subtitle)]
    if parent.type.startswith("mv") and kind not in _IN_BOOKS:
        return [("maintitle", title), ("mainsubtitle", subtitle)]
    # Old .bib files say in the parent how its title is to be cited in the child.
    return (
        [] if "booktitle" in parent.fields else [("booktitle", title), ("booksubtitle", subtitle)]
    )


def _completed(fields: Mapping[str, str], taken: Mapping[str, str]) -> dict[str, str]:
    """Return fields with the missing ones added."""
    had = {name for name, value in fields.items() if value.strip()}
    barred = set().union(*(group for group in _ALIASES if group & had))
    more = {name: one for name, one in taken.items() if name not in had | barred}
    return {**fields, **more}


def _with_data(entry: BibEntry, keyed: Mapping[str, BibEntry]) -> BibEntry:
    """Take what the data containers of `xdata` have, whole or by field."""
    fields, dropped = dict(entry.fields), list(entry.dropped)
    waiting = _names(fields.pop("xdata", ""))
    for name in waiting:
        container = keyed.get(name.lower())
        if container is None:
            dropped.append(f"xdata {name[:40]} (not in the file)")
            continue
        fields = _completed(fields, container.fields)
        more = [one for one in _names(fields.pop("xdata", "")) if one not in waiting]
        waiting += more[: _MOST_CONTAINERS - len(waiting)]
    for name, value in fields.items():
        match = _BY_FIELD.fullmatch(value.strip()) if "xdata" in value[:20] else None
        if match:
            container = keyed.get(match[1].lower())
            fields[name] = container.fields.get(match[2].lower(), "") if container else ""
            if not fields[name]:
                dropped.append(f"{name} ({match[0]} is not in the file)")
    return entry._replace(fields=fields, dropped=tuple(dropped))


def _names(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(",") if name.strip()][:_MOST_CONTAINERS]
