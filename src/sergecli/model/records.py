"""Records: frozen dataclasses that take little time to create."""

from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import Any, ClassVar, NoReturn, dataclass_transform

from sergecli.model.edtf import Date


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Record:
    """The base of all records: frozen dataclasses with keyword arguments only.

    Their methods are written here once. Generating them for each class, as `dataclass` does,
    would take several milliseconds at each start. `required` has the fields without a default.
    """

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    _names: ClassVar[frozenset[str]]
    required: ClassVar[frozenset[str]]
    _values: ClassVar[Any]

    def __init_subclass__(cls) -> None:
        dataclass(init=False, eq=False, repr=False, match_args=False)(cls)
        made = fields(cls)
        cls._names = frozenset(field.name for field in made)
        cls.required = frozenset(field.name for field in made if field.default is MISSING)
        cls._values = attrgetter(*(field.name for field in made))

    def __init__(self, **given: Any) -> None:  # noqa: ANN401 - the values of the fields
        """Take the values of the fields; a field that is left out has its default."""
        if not self.required <= given.keys() <= self._names:
            wrong = sorted(self.required - given.keys() | given.keys() - self._names)
            raise TypeError(f"{type(self).__name__}: missing or unknown: {', '.join(wrong)}")
        self.__dict__.update(given)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._values(self) == self._values(other))

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        """Return an expression with the fields that are not empty."""
        values = (f"{name}={value!r}" for name, value in self.__dict__.items() if value)
        return f"{type(self).__name__}({', '.join(values)})"

    def __setattr__(self, name: str, _value: object) -> NoReturn:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def as_json(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Return the value of a field for JSON: dates are strings, and nothing empty is in a record."""
    if isinstance(value, Record):
        values = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: as_json(inner) for name, inner in values if inner}
    if isinstance(value, tuple):
        return [as_json(one) for one in value]
    return str(value) if isinstance(value, Date) else value or ""
