"""Whatever the locale, the terminal and the directories are: an answer, and all of it."""

import json

import pytest

from tests.conftest import Serge

SURROUNDINGS = [
    {"LANG": "C", "LC_ALL": "C"},
    {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LANG": "no_SUCH.locale", "LC_ALL": "no_SUCH.locale"},
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "ascii:strict"},
    {"PYTHONIOENCODING": "latin-1"},
    {"TERM": "dumb"},
    {"TERM": "", "COLUMNS": "-1", "LINES": "x"},
    {"HOME": "", "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""},
    {"HOME": "/nonexistent", "XDG_CACHE_HOME": "", "XDG_DATA_HOME": ""},
    {"TMPDIR": "/nonexistent", "XDG_CACHE_HOME": "/dev/null", "XDG_DATA_HOME": "/dev/null"},
    {"NO_COLOR": "1", "CLICOLOR_FORCE": "1"},
    {"FORCE_COLOR": "1", "COLUMNS": "20"},
]


@pytest.mark.parametrize("env", SURROUNDINGS, ids=str)
def test_any_surroundings_do(serge_process: Serge, env: dict[str, str]) -> None:
    listed = serge_process("list", **env)
    assert len(listed.out.splitlines()) == len(serge_process("list", "--ids").out.splitlines())
    assert "\x1b" not in listed.out
    assert serge_process("show", "for-emile-henry", **env).out
    assert serge_process("cite", "for-emile-henry", **env).out
    works = json.loads(serge_process("list", "--json", **env).out)
    assert "For Émile Henry" in {work["title"] for work in works}
    serge_process("show", "émile-hanri", code=3, **env)
