"""What the reader of TOML of the standard library would take too long for is refused before."""

import tomllib
from contextlib import suppress

import pytest

from sergecli.catalogue import reader, toml_scanner
from sergecli.catalogue.toml_scanner import MOST_PARTS, LongKeyError
from sergecli.errors import CatalogueError
from tests.growth import in_proportion

FEW = ".".join("a" * MOST_PARTS)


@pytest.mark.parametrize(
    "text",
    [
        f"{FEW} = 1\n",
        f"[{FEW}]\n",
        f'x = "{FEW}.{FEW}.{FEW}"\n',
        f"x = '''\n{FEW}.{FEW} = 1\n'''\n",
        f"# {FEW}.{FEW}.{FEW} = 1\n",
        f"x = [{{ {FEW} = 1 }}, 1.5]\n",
        f'x = "Signed {"a. " * 1_000}"\n',
    ],
)
def test_dots_that_part_no_key_are_as_many_as_they_like(text: str) -> None:
    assert toml_scanner.loads(text) == tomllib.loads(text)


@pytest.mark.parametrize("key", [f"{FEW}.a", f"a . {FEW}", f"\"a\" . 'b.c' . {FEW}"])
@pytest.mark.parametrize(
    "around", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}", "x = [[{{ {} = 1 }}]]"]
)
def test_a_key_of_more_parts_than_any_is_refused_with_its_line(key: str, around: str) -> None:
    text = f"[catalogue]\ntitle = '''\n'''\n{around.format(key)}\n"
    with pytest.raises(LongKeyError):
        toml_scanner.loads(text)
    with pytest.raises(CatalogueError, match=r"x\.toml:4: a key has more than 20 parts"):
        reader.read(text, "x.toml")


@pytest.mark.parametrize(
    "unit", ["a.", '"a".', "a .", "a", "'", '"', ". ", "a. ", " ", "\\", '"a ', '\\"', '"\\']
)
def test_the_look_at_keys_takes_time_in_proportion(unit: str) -> None:
    def look(letters: int) -> None:
        for begin in ("", 'x = "', "x = '''", "# ", "["):
            with suppress(ValueError):
                toml_scanner.loads(begin + (unit * letters)[:letters] + "\n")

    assert in_proportion(look, 100_000)
