"""Amendments: what a person's own catalogue says otherwise, or more, of a built-in work."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sergecli.model.work import Catalogue, Work, keys


def amended(base: Work, values: Mapping[str, Any]) -> Work:
    """Return a work with the fields that differ; its editions are those it has and the new ones."""
    added = tuple(one for one in values.get("editions", ()) if one not in base.editions)
    return replace(base, **{**values, "editions": (*base.editions, *added)})


def changed(base: Work, work: Work) -> tuple[str, ...]:
    """Return the fields in which a work differs from what it amends."""
    return tuple(key for key in keys(Work) if getattr(base, key) != getattr(work, key))


def joined(first: Catalogue, own: Catalogue) -> Catalogue:
    """Put a user's own works beside the built-in ones, amended works in the place of theirs."""
    ids = frozenset(work.id for work in own)
    bases = tuple(work for work in first if work.id in ids)
    amendments = {work.id: work for work in own if work.id in {base.id for base in bases}}
    works = (
        *(amendments.get(work.id, work) for work in first),
        *(work for work in own if work.id not in amendments),
    )
    total = first.total + own.total - len(bases)
    return Catalogue(first.head, works, total, ids, bases)
