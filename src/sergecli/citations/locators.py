"""Places in a work: "page 212", "chap. 3", "para. 4" (CSL 1.0.2, "Locators")."""

import re
from typing import NamedTuple

from sergecli.citations import numbers
from sergecli.errors import UsageError

# CSL's labels, each with the singular and plural forms that are read and written: first
# Chicago's, then MLA's. APA writes out CSL's own names, except for pages.
_LABELS = {
    "page": ("p.", "pp.", "p.", "pp."),
    "chapter": ("chap.", "chaps.", "ch.", "chs."),
    "paragraph": ("para.", "paras.", "par.", "pars."),
    "note": ("n", "nn", "n", "nn"),
    "section": ("sec.", "secs.", "sec.", "secs."),
    "part": ("pt.", "pts.", "pt.", "pts."),
    "volume": ("vol.", "vols.", "vol.", "vols."),
    "book": ("bk.", "bks.", "bk.", "bks."),
    "column": ("col.", "cols.", "col.", "cols."),
    "figure": ("fig.", "figs.", "fig.", "figs."),
    "folio": ("fol.", "fols.", "fol.", "fols."),
    "issue": ("no.", "nos.", "no.", "nos."),
    "line": ("line", "lines", "line", "lines"),
    "verse": ("v.", "vv.", "v.", "vv."),
    "scene": ("sc.", "scs.", "sc.", "scs."),
    "act": ("act", "acts", "act", "acts"),
    "appendix": ("app.", "apps.", "app.", "apps."),
    "sub-verbo": ("s.v.", "s.vv.", "s.v.", "s.vv."),
}
_OTHER_FORMS = {
    "ch": "chapter",
    "pg": "page",
    "pgs": "page",
    "fn": "note",
    "footnote": "note",
    "¶": "paragraph",
    "§": "section",
    "¶¶": "paragraph",
    "§§": "section",
    "vol": "volume",
    "appendices": "appendix",
}
_LONGEST = 60
_LABELLED = re.compile(
    r"(?P<label>[^\W\d_]+(?:[.-][^\W\d_]+)*(?![^\W\d_])\.?|[¶§]+)\s*(?P<value>\w.*)"
)
_PAGES = re.compile(r"[\divxlcdmIVXLCDM]+(?:\s*[-–]\s*[\divxlcdmIVXLCDM]+)?")
_APA_SMALL = {
    "paragraph": ("para.", "paras."),
    "column": ("column", "columns"),
    "line": ("line", "lines"),
    "verse": ("verse", "verses"),
}


class Locator(NamedTuple):
    """A place in a work: one of CSL's labels, and a number or range of them."""

    label: str
    value: str

    def in_chicago(self) -> str:
        """Write "212–15", "chap. 3", "n. 2"."""
        if self.label == "page":
            return numbers.pages(self.value, chicago=True)
        return self._labelled(*_LABELS[self.label][:2])

    def in_mla(self) -> str:
        """Write "212-15", "ch. 3"; nothing for paragraphs that are not numbered (6.26)."""
        if self.label == "page":
            return numbers.pages(self.value, least=2)
        return "" if self.label == "paragraph" else self._labelled(*_LABELS[self.label][2:])

    def in_apa(self) -> str:
        """Write "pp. 212–215", "Chapter 3", "para. 4", "line 5" (8.13, 6.19)."""
        if self.label == "page":
            return numbers.labelled(numbers.pages(self.value, numbers.ALL_DIGITS), "p.", "pp.")
        name = self.label.capitalize()
        return self._labelled(*_APA_SMALL.get(self.label, (name, f"{name}s")))

    def _labelled(self, singular: str, plural: str) -> str:
        label = plural if numbers.is_plural(self.value) else singular
        return f"{label}{'' if label in {'n', 'nn'} else ' '}{self.value.replace('-', '–')}"


def _known_forms() -> dict[str, str]:
    forms = {label: label for label in _LABELS} | {f"{label}s": label for label in _LABELS}
    for label, written in _LABELS.items():
        forms |= {form.rstrip("."): label for form in written}
    return forms | _OTHER_FORMS


def parse(written: str) -> Locator:
    """Read "212", "p. 126", "chapter 3", "para. 4"; a number alone is a page.

    Raises UsageError if the label is unknown or the number is missing.
    """
    text = " ".join(written.split())
    match = _LABELLED.fullmatch(text) if len(text) <= _LONGEST else None
    label = _known_forms().get(match["label"].rstrip(".").lower()) if match else None
    if match and label:
        return Locator(label, match["value"].replace("-", "–"))
    if len(text) <= _LONGEST and all(map(_PAGES.fullmatch, re.split(r", ?", text))):
        return Locator("page", numbers.known_pages(text.replace("-", "–")))
    raise UsageError(
        f"'{text[:_LONGEST]}' is not a place in a work; "
        "write 212, 212-215, 'chapter 3' or 'para. 4'"
    )
