"""Telling apart references whose citations would look the same.

The steps are those of CSL 1.0.2 ("Disambiguation"): more of the names, then
more of a name, then a letter after the year, then whatever else the style has.
Each step considers only what the previous one has left ambiguous.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from sergecli.citations import name_forms
from sergecli.citations.base import NO_HINT, Hint, NameRule, Style
from sergecli.model.csl import Name, Reference

Hints = dict[str, Hint]
_Group = list[Reference]
_ALPHABET = 26


def hints(references: Iterable[Reference], style: Style, *, listed: bool = False) -> Hints:
    """Return, by id, what distinguishes each reference from the others.

    Letters after the year follow the order of the references. Entries of a bibliography
    (`listed`) always have their titles.
    """
    found = list(references)
    initials, spelled = _primary_names(found, style)
    said = {}
    for one in found:
        first = _first(one, style)
        said[one.id] = NO_HINT._replace(initials=initials & first, spelled=spelled & first)
    steps: list[Callable[[_Group, Hints, Style], None]] = [_add_names]
    if style.names is NameRule.BY_CITE:
        steps += [_add_given_names]
    if style.suffixes:
        steps += [_add_suffixes]
    if not listed:
        steps += [_add_titles, _add_whole_titles]
    for step in steps:
        for group in _ambiguous(found, said, style):
            step(group, said, style)
    return said


def _ambiguous(references: Iterable[Reference], said: Hints, style: Style) -> list[_Group]:
    groups: dict[str, _Group] = defaultdict(list)
    for one in references:
        groups[style.signature(one, said[one.id])].append(one)
    groups.pop("", None)
    return [group for group in groups.values() if len(group) > 1]


# --- names -------------------------------------------------------------------


def _primary_names(
    references: Iterable[Reference], style: Style
) -> tuple[frozenset[Name], frozenset[Name]]:
    """Find first authors who share a family name: who need initials, and who the full name."""
    if style.names is NameRule.BY_CITE:
        return frozenset(), frozenset()
    families: dict[str, set[Name]] = defaultdict(set)
    for one in references:
        for name in _first(one, style):
            if name.given:
                families[_family(name)].add(name)
    initials, spelled = set(), set()
    for namesakes in families.values():
        for name in namesakes:
            others = namesakes - {name}
            if others and not _share_initials(name, others):
                initials.add(name)
            elif others and style.names is NameRule.PRIMARY:
                spelled.add(name)
    return frozenset(initials), frozenset(spelled)


def _first(reference: Reference, style: Style) -> set[Name]:
    return {listed[0] for listed in style.people(reference) if listed}


def _share_initials(name: Name, others: Iterable[Name]) -> bool:
    return any(_initials(name) == _initials(other) for other in others)


def _initials(name: Name) -> str:
    return name_forms.shortened(name_forms.person(name).given, initials=True)


def _listed(reference: Reference, style: Style) -> list[Name]:
    return [name for listed in style.people(reference) for name in listed]


def _add_names(group: _Group, said: Hints, style: Style) -> None:
    """Show as many names before "et al." as make the citation unique."""
    if style.names is NameRule.BY_CITE:
        _add_given_names(group, said, style)
    left = [(one, _listed(one, style)) for one in group]
    for shown in range(1, max(len(names) for _, names in left) + 1):
        seen = [_distinct(names[:shown], style.names) for _, names in left]
        counts = Counter(seen)
        unique = [counts[one] == 1 for one in seen]
        if any(unique):
            for one, _ in left:
                said[one.id] = said[one.id]._replace(shown=shown)
            left = [pair for pair, alone in zip(left, unique, strict=True) if not alone]


def _distinct(names: Sequence[Name], rule: NameRule) -> tuple[name_forms.Person, ...]:
    """Return the part of each name that the rule lets a citation show."""
    found = [name_forms.person(name) for name in names]
    if rule is NameRule.BY_CITE:
        return tuple(found)
    plain = [who._replace(given="") for who in found]
    if found and rule is NameRule.PRIMARY:
        plain[0] = found[0]
    elif found:
        plain[0] = found[0]._replace(given=name_forms.shortened(found[0].given, initials=True))
    return tuple(plain)


def _add_given_names(group: _Group, said: Hints, style: Style) -> None:
    """Where people at the same position share a family name, write more of their names.

    Stops at the first position after which nothing is ambiguous.
    """
    left = {one.id for one in group}
    for column in zip_longest(*(_listed(one, style) for one in group)):
        present = [name for name in column if name]
        namesakes: dict[str, set[Name]] = defaultdict(set)
        for name in present:
            namesakes[_family(name)].add(name)
        # Missing names are skipped, as in the reference implementation.
        for one, name in zip(group, present, strict=False):
            others = namesakes[_family(name)] - {name}
            if others:
                said[one.id] = _with_more(said[one.id], name, others)
                left.discard(one.id)
        if not left:
            return


def _with_more(hint: Hint, name: Name, others: Iterable[Name]) -> Hint:
    """Write more of a name: its initials, or all of it if others have the same initials."""
    this = frozenset({name})
    if name.given and _share_initials(name, others):
        return hint._replace(spelled=hint.spelled | this, initials=hint.initials - this)
    return hint._replace(spelled=hint.spelled - this, initials=hint.initials | this)


def _family(name: Name) -> str:
    """Return the family name; a name in one piece has none."""
    return name_forms.person(name).family if name.given else ""


# --- years and titles --------------------------------------------------------


def _add_suffixes(group: _Group, said: Hints, _: Style) -> None:
    """Add letters to the years, in the order of the references."""
    for place, one in enumerate(group):
        said[one.id] = said[one.id]._replace(suffix=_letters(place))


def _letters(place: int) -> str:
    """Count "a" to "z", "aa" to "zz", "aaa"."""
    rounds, letter = divmod(place, _ALPHABET)
    return (_letters(rounds - 1) if rounds else "") + chr(ord("a") + letter)


def _add_titles(group: _Group, said: Hints, _: Style) -> None:
    for one in group:
        said[one.id] = said[one.id]._replace(titled=True)


def _add_whole_titles(group: _Group, said: Hints, _: Style) -> None:
    for one in group:
        said[one.id] = said[one.id]._replace(whole=said[one.id].titled)
