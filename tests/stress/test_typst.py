"""Typst, which reads Hayagriva, sets the whole catalogue in its own styles."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
import typst

from sergecli.citations import source
from sergecli.exporters import formats
from sergecli.model.work import Catalogue


@pytest.mark.parametrize("by", ["works", "editions"])
@pytest.mark.parametrize("style", ["chicago-notes", "apa", "modern-language-association"])
def test_typst_sets_the_whole_catalogue(
    catalogue: Catalogue, style: str, by: str, tmp_path: Path
) -> None:
    pairs = [(work, source.cited(work, catalogue.head)) for work in catalogue]
    if by == "editions":
        editions = [
            (replace(work, id=f"{work.id}-{number}", part_of="", extract_of=""), edition)
            for work in catalogue
            for number, edition in enumerate(work.publications, 1)
        ]
        pairs = [(one, source.cited(one, catalogue.head, edition)) for one, edition in editions]
    works, references = zip(*pairs, strict=True)
    text = formats.dump(works, references, "hayagriva", catalogue.head).text
    (tmp_path / "all.yaml").write_text(text, encoding="utf-8")
    page = tmp_path / "page.typ"
    page.write_text(f'#bibliography("all.yaml", full: true, style: "{style}")', encoding="utf-8")
    written = typst.compile(str(page), format="html").decode()
    html = unescape(re.sub(r"<[^>]*>", "", written))
    letters = re.sub(r"\W", "", html).casefold()
    words = html.replace("’", "'").casefold()
    for reference in references:
        assert re.sub(r"\W", "", reference.title).casefold() in letters, reference.id
        if "container-title" in reference.verbatim:
            # A subtitle begins with a capital.
            assert reference.container_title.replace("’", "'").casefold() in words
