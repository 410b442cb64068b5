"""The bibliography as a single page that can be sent, or opened from a USB stick."""

import re
from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from sergecli.website import pages, searching, templates
from sergecli.website.site import Site

_SCRIPTS = ("search.js", "copy.js")
# Only what runs is sent along, without comments and indents.
_COMMENT = re.compile(r"^ *(?://.*\n)?", re.MULTILINE)


def page(site: Site) -> str:
    """Return the page, with its style sheet, its scripts and their data inside."""
    words = searching.data(site.works, site.head)
    sources = (_COMMENT.sub("", templates.source(name)) for name in _SCRIPTS)
    script = Markup("").join((words, *map(Markup, sources)))
    return templates.write(
        "single.html",
        **pages.shared(site, ""),
        href=lambda part: f"#{part.work}" if part.work in site.ids else "",
        policy=(
            f"default-src 'none'; script-src {_hash(script)}; style-src {_hash(pages.style())}; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        ),
        style=pages.style(),
        icon=templates.source("icon.svg"),
        script=script,
        picture=pages.inline_picture(site),
        choices=pages.choices(site),
    )


def _hash(text: str) -> str:
    """Return the hash of a text for a Content-Security-Policy (CSP 3, 2.3.1)."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
