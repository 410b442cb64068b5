"""Records: frozen dataclasses that take little time to create."""

from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar, dataclass_transform

_T = TypeVar("_T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def record(plain: type[_T]) -> type[_T]:
    """Make a class a frozen, keyword-only dataclass with slots.

    Comparison, hash and representation are written here once. Generating them for each class,
    as `dataclass` does, would take several milliseconds at each start.
    """
    names = tuple(plain.__annotations__)
    values = attrgetter(*names)

    def equal(self: object, other: object) -> bool:
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    def digest(self: object) -> int:
        return hash(values(self))

    def shown(self: object) -> str:
        pairs = zip(names, values(self), strict=True)
        return f"{plain.__name__}({', '.join(f'{name}={value!r}' for name, value in pairs)})"

    for name, method in (("__eq__", equal), ("__hash__", digest), ("__repr__", shown)):
        setattr(plain, name, method)
    make = dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False, match_args=False)
    return make(plain)
