"""Makes the picture of the web site in the manual, as Chromium shows it.

`python docs/pictures/site.py` writes `site-light.png` and `site-dark.png`. Other versions of
Chromium and other fonts draw other points, so that nothing compares them with the program.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
# The search, and the first works that it finds.
WIDTH, HEIGHT = 1000, 760


def main() -> None:
    """Write the site, search it, and take its picture in light and in dark colours."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        command = [sys.executable, "-m", "sergecli", "site", place]
        subprocess.run(command, check=True)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for scheme in ("light", "dark"):
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            page.goto((Path(place) / "index.html").as_uri())
            page.get_by_role("searchbox").fill("cronstadt")
            page.screenshot(path=HERE / f"site-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    main()
