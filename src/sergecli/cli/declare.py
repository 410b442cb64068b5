"""Declares options and arguments, as the fields of a class.

`program` gives the class to Typer, which turns a command line into an instance.
"""

# ruff: noqa: ANN401 - the value of an option may have any type
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform

import typer

_T = TypeVar("_T")
# What completes a value: words, or a function that Typer calls.
_Completer = Iterable[str] | Callable[..., Iterable[object]]


@dataclass_transform(kw_only_default=True, frozen_default=True)
def options(group: type[_T]) -> type[_T]:
    """Make a class a dataclass that type checkers treat as frozen and keyword-only.

    Every method that is generated costs time at each start, so there is only an initializer,
    and only for commands: the groups that they inherit are never created by themselves.
    """
    initialized = hasattr(group, "run")
    return dataclass(init=initialized, kw_only=True, eq=False, repr=False, match_args=False)(group)


def option(  # noqa: PLR0913 - what Typer needs to know
    metavar: str,
    explanation: str,
    complete: _Completer = (),
    *,
    default: object = "",
    name: str = "",
    panel: str | None = None,
    **more: Any,
) -> Any:
    """Declare an option with a value; its name is that of the field unless it is given."""
    return typer.Option(
        default,
        *filter(None, (name,)),
        metavar=metavar,
        help=explanation,
        autocompletion=_completer(complete),
        rich_help_panel=panel,
        **more,
    )


def flag(names: str, explanation: str, *, panel: str | None = None, **more: Any) -> Any:
    """Declare an option without a value; its names are separated by spaces."""
    return typer.Option(
        False,  # noqa: FBT003 - Typer takes the default by its place
        *names.split(),
        help=explanation,
        rich_help_panel=panel,
        **more,
    )


def argument(
    metavar: str, explanation: str, complete: _Completer = (), *, default: object = ..., **more: Any
) -> Any:
    """Declare an argument; it is required unless it has a default."""
    completer = _completer(complete)
    return typer.Argument(
        default, metavar=metavar, help=explanation, autocompletion=completer, **more
    )


def option_name(group: Any, field: str) -> str:
    """Return the name of the option that a field of a class declares."""
    declared = group.__dataclass_fields__[field].default.param_decls
    return declared[0] if declared else f"--{field.replace('_', '-')}"


def typed(command: Any, *, leave_out: Iterable[str]) -> Iterator[str]:
    """Yield the options of a command that differ from their defaults, as words for a shell."""
    import shlex

    for field in fields(command):
        default: Any = field.default
        value = getattr(command, field.name)
        if not value or value == default.default or field.name in leave_out:
            continue
        name = option_name(command, field.name)
        for one in value if isinstance(value, list) else [value]:
            yield name if one is True else f"{name}={shlex.quote(str(one))}"


def _completer(given: _Completer) -> Callable[..., Iterable[object]] | None:
    if callable(given):
        return given
    return (lambda: list(given)) if given else None
