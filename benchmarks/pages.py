"""How long the pages take to be written, and how long a search in them takes.

`python benchmarks/pages.py` writes the built-in catalogue as a site and as one page, five times
each, and asks the page's search for words with and without slips in Debian's Chromium. It
prints medians: CPU time of the writing, and time of a search as the browser tells it.
"""

import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright
from turns import measured

RUNS = 5
QUERIES = ("cronstadt", "once more kron", "trockij", "revolutoin")
SITE = {"site": "", "site --one": "--one"}
TIMED = (
    "queries => queries.map(one => {"
    " const begun = performance.now(); search(one); return performance.now() - begun; })"
)


def searches(page: Path) -> float:
    """Return the median of what a search takes, in milliseconds, after one to warm up."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        window = browser.new_page()
        window.goto(page.as_uri())
        _, *times = (median(window.evaluate(TIMED, QUERIES)) for _ in range(RUNS + 1))
        browser.close()
    return median(times)


def main() -> None:
    """Measure, and print the rows."""
    serge = f"{sys.executable} -m sergecli"
    with tempfile.TemporaryDirectory() as directory:
        for name, option in SITE.items():
            places = [Path(directory, f"{name}{number}.html") for number in range(RUNS)]
            times = [measured(f"{serge} site {option} '{place}'") for place in places]
            print(f"| serge {name} | {median(times) / 1000:.2f} s |")
        print(f"| a search in the page | {searches(places[0]):.0f} ms |")


if __name__ == "__main__":
    main()
