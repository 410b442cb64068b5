"""Look up works by name, with the errors for unknown and ambiguous names."""

from collections import Counter
from collections.abc import Callable, Sequence

from sergecli.catalogue.index import built
from sergecli.errors import NothingFoundError, UnknownWorkError
from sergecli.model.date_words import in_words
from sergecli.model.description import Relations
from sergecli.model.work import Catalogue, Work
from sergecli.text.folding import filing, fold

_MOST_LISTED = 8


def find(catalogue: Catalogue, names: Sequence[str]) -> list[Work]:
    """Return the work that each name means; or that all mean together, as words of one name.

    An id is not a word of another name. Raises UnknownWorkError, as `one` does.
    """
    try:
        return [one(catalogue, name) for name in names]
    except UnknownWorkError:
        together = " ".join(names)
        if any(catalogue.has([name]) for name in names) or not _meant(catalogue, together):
            raise
        return [one(catalogue, together)]


def one(catalogue: Catalogue, name: str) -> Work:
    """Return the work that a name means: an id or its beginning, a title, or words of a search.

    A misspelt name never matches. Raises UnknownWorkError with the candidates,
    or the nearest works, unless the name means exactly one.
    """
    meant = _meant(catalogue, name)
    if len(meant) == 1:
        return meant[0]
    raise unknown(catalogue.works, name, meant)


def named(catalogue: Catalogue, name: str) -> list[Work]:
    """Return the works that a name can only mean.

    The one with that id; else all with that title, case, accents and a leading article aside;
    else all with that other title; else all whose id begins so.
    """
    identity, folded, wanted = name.lower(), fold(name), filing(name)
    tests: tuple[Callable[[Work], bool], ...] = (
        lambda work: work.id == identity,
        lambda work: bool(wanted) and fold(work.title) == folded,
        lambda work: bool(wanted) and filing(work.title) == wanted,
        lambda work: bool(wanted) and wanted in map(filing, work.other_titles),
        lambda work: work.id.startswith(identity),
    )
    for fits in tests:
        works = [work for work in catalogue if name.strip() and fits(work)]
        if works:
            return works
    return []


def _meant(catalogue: Catalogue, name: str) -> list[Work]:
    works = named(catalogue, name)
    if works:
        return works
    # RapidFuzz takes a while to load; whoever types an id need not wait for it.
    from sergecli.search import fuzzy, near  # noqa: PLC0415

    hits = fuzzy.search(built(catalogue.works), name)
    return [hit.work for hit in hits if hit.kind < near.SLIP and not hit.missing]


def unknown(works: Sequence[Work], name: str, candidates: Sequence[Work] = ()) -> UnknownWorkError:
    """Return the error for a name that means no work, or several."""
    from sergecli.search.near import nearest  # noqa: PLC0415 - as above

    if candidates:
        listed = _listed(candidates, f"serge search {name}")
        return UnknownWorkError(f"'{name}' is ambiguous. Did you mean:{listed}")
    near = nearest(works, name)
    if not near:
        return UnknownWorkError(f"No work matches '{name}'. Try serge search WORDS.")
    return UnknownWorkError(f"No work matches '{name}'. Did you mean:{_listed(near)}")


def nothing(works: Sequence[Work], words: str) -> NothingFoundError:
    """Return the error for a search without results; it names the nearest title."""
    from sergecli.search.near import nearest  # noqa: PLC0415 - as above

    near = nearest(works, words, most=1)
    hint = f" Did you mean '{near[0].title}'?" if near else ""
    return NothingFoundError(f"No works match '{words}'.{hint}")


def not_online(catalogue: Catalogue, work: Work) -> NothingFoundError:
    """Return the error for a work without a text, with its parts and extracts that have one."""
    relations = Relations(catalogue)
    pieces = (piece.work for piece in relations.contents(work))
    names = [
        *relations.parts.get(work.id, ()),
        *relations.extracts.get(work.id, ()),
        *pieces,
        *relations.held(work),
    ]
    works = (relations.works[name] for name in dict.fromkeys(names) if name in relations.works)
    online = [one for one in works if one.url]
    missing = f"'{work.title}' is not available online"
    if not online:
        return NothingFoundError(f"{missing}; see serge show {work.id}")
    listed = _listed(online, f"see serge show {work.id}")
    return NothingFoundError(f"{missing}, but parts of it are:{listed}")


def _listed(works: Sequence[Work], others: str = "") -> str:
    """Return a line for each work, and how to see the `others` if there are too many."""
    more = len(works) - _MOST_LISTED
    rest = f"\n  and {more} more: {others}" if more > 0 else ""
    titles = Counter(work.title for work in works)
    return "".join(f"\n  {_line(work, titles)}" for work in works[:_MOST_LISTED]) + rest


def _line(work: Work, titles: Counter[str]) -> str:
    """Return the id and the title of a work, with its date where others have the same title."""
    date = f" ({in_words(work.date)})" if titles[work.title] > 1 and work.date else ""
    return f"{work.id}  {work.title}{date}"
