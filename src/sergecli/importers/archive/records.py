"""Makes the fields of a catalogue's records from the texts of a page."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sergecli.importers.archive import dates, dating, letters, remarks, sections
from sergecli.importers.archive.author import Author
from sergecli.importers.archive.entries import Text
from sergecli.importers.archive.letters import Parties
from sergecli.importers.archive.remarks import Remark
from sergecli.importers.base import label
from sergecli.importers.entry import Entry
from sergecli.model import work_ids
from sergecli.model.kinds import WHOLE_BOOKS
from sergecli.text.folding import fold

Values = dict[str, Any]
_TITLE = re.compile(r"\W?(?=[^a-zà-þ])\w{2}")


class Records:
    """Makes records of the texts of a page."""

    def __init__(
        self, texts: Sequence[Text], author: Author, of_catalogue: str, source: str
    ) -> None:
        self._texts = texts
        self._name = author.name or of_catalogue
        self._of_catalogue = of_catalogue
        self._family = fold(self._name).rpartition(" ")[2]
        self._source = source
        free = work_ids.Free(set())
        self._ids = {text: free.made(text.title) for text in texts}
        self._remarks = {text: remarks.read(text.remark, text.emphasised) for text in texts}
        self._titled = {fold(text.title): text for text in reversed(texts)}
        self._translated = defaultdict[Text, list[Text]](list)
        for text in texts:
            if text.alternative:
                self._translated[text.alternative].append(text)
        self._dated = dating.read(texts, self._remarks, author.born)

    def entries(self) -> Iterator[Entry]:
        """Make an entry of each text."""
        for text in self._texts:
            remark = self._with_author(text)
            kind = self._kind(text, remark)
            parties = letters.parties(text.title) if kind == "letter" else Parties()
            if parties.sender and fold(parties.sender).split()[-1] != self._family:
                remark = remark._replace(by=remark.by or (parties.sender,))
            whole = self._titled.get(fold(remark.extract_of)) if remark.extract_of else None
            note = [*remark.rest]
            if remark.extract_of and not whole:
                note.append(f"from {remark.extract_of}")
            said = re.sub(r"(?<=\d)-(?=\d)", "–", "; ".join(f"“{one}”" for one in note))
            values = {
                **self._values(text, remark, kind, parties.recipient),
                "extract_of": self._ids[whole] if whole and whole is not text else "",
                "note": f"The archive’s page adds: {said}." if said else "",
            }
            # An empty list says that it is nobody's that the page names.
            always = {"authors"} if values["attribution"] else set()
            kept = {name: one for name, one in values.items() if one or name in always}
            doubt = self._dated[text].doubt
            told = filter(None, (doubt, said and f"{said} (in the note only)"))
            yield Entry(label(text.title), text.line.number, kept, "", tuple(told))

    def _values(self, text: Text, remark: Remark, kind: str, recipient: str) -> Values:
        dated = self._dated[text]
        date = str(dated.date or "")
        translators = remark.translators or text.section.translators
        first = {**remark.first, "date": date} if remark.first and date else remark.first
        return {
            "id": self._ids[text],
            "title": text.title,
            "inner_titles": _inner_titles(text),
            "kind": kind,
            "date": date,
            "index_date": dated.words,
            "authors": self._authors(text, remark),
            "attribution": self._attribution(text, remark),
            "signed_as": remark.signed_as,
            "recipient": recipient,
            "part_of": self._ids[text.whole] if text.whole else "",
            "see": self._alternatives(text),
            "url": text.url,
            "sources": [self._source],
            "first_publication": dict(first),
            "reproduced_from": {"translators": list(translators)} if translators else {},
        }

    def _alternatives(self, text: Text) -> list[str]:
        """Return the other translations of a text, which name each other."""
        own = [text.alternative] if text.alternative else []
        return [self._ids[one] for one in (*own, *self._translated[text])]

    def _with_author(self, text: Text) -> Remark:
        """Return the remark of a text; a person named after one about the author wrote it."""
        remark = self._remarks[text]
        is_about = text.section.about or self._family in re.findall(r"\w+", fold(text.title))
        names = [one for one in remark.rest if letters.person(one)]
        if text.section.about:
            # Also in the words of the link: "A Life, by Max Beer et al."
            named = text.title.partition(" by ")[2].removesuffix(" et al.").removeprefix("by ")
            names += filter(None, [letters.person(named)])
        if remark.by or not is_about or not names:
            return remark
        rest = tuple(one for one in remark.rest if one not in names)
        return remark._replace(by=tuple(names), rest=rest)

    def _kind(self, text: Text, remark: Remark) -> str:
        title = remarks.kind_of_title(text.title)
        if text.section.about:
            biography = "biograph" in fold(text.title) or fold(text.title).startswith("life of")
            plain = "biography" if biography else "text"
            return remark.kind or text.section.kind or title or plain
        if sections.ALTERNATIVE.match(text.title) and "extract" in fold(text.title):
            return "extract"
        book = "book" if text.book else ""
        section = "" if text.whole and text.section.kind in WHOLE_BOOKS else text.section.kind
        return remark.kind or title or section or book or "text"

    def _authors(self, text: Text, remark: Remark) -> list[str]:
        if remark.by:
            return list(remark.by)
        if text.section.about or text.section.attributed:
            return []
        if remark.with_:
            return [*filter(None, [self._name]), *remark.with_]
        return [] if self._name == self._of_catalogue else [self._name]

    def _attribution(self, text: Text, remark: Remark) -> str:
        if text.section.attributed:
            return "attributed"
        is_letter = text.section.kind == "letter"
        names_author = not is_letter and remark.by and self._family in fold(text.title).split()
        if text.section.about or names_author:
            return "about"
        return "other" if remark.by and self._name not in remark.by else ""


def _inner_titles(text: Text) -> list[str]:
    """Return the titles in a title: its words in italics, as in “On Marx’s *Poverty*”."""
    found = (one.strip(" ,.:;") for one in text.italics)
    return [one for one in found if one in text.title and one != text.title and _is_title(one)]


def _is_title(words: str) -> bool:
    """Return whether words in italics may be a title, unlike “vs.” and “3 May 1905”."""
    return bool(_TITLE.match(words)) and all(" " not in one.words for one in dates.find(words))
