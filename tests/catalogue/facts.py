"""What the tests of the catalogue share: its file, the archive’s index, its books.

`index.tsv` is the archive's index of 2 May 2023, row by row: number, date in
EDTF, title, and path under the archive's address.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import chain
from pathlib import Path
from typing import Any

from sergecli.model.edtf import parse
from sergecli.model.work import Catalogue, Publication, Work
from tests.conftest import DATA

ARCHIVE = "https://www.marxists.org/archive/serge/"


# After every date of the catalogue.
END = parse("2999").earliest


@dataclass(frozen=True)
class Row:
    """One row of the archive's index."""

    n: str
    edtf: str
    title: str
    path: str


def read_index() -> list[Row]:
    text = (Path(__file__).parents[1] / "index.tsv").read_text(encoding="utf-8")
    head, *lines = text.removesuffix("\n").split("\n")
    assert head.split("\t") == [field.name for field in fields(Row)]
    return [Row(*line.split("\t")) for line in lines]


INDEX = read_index()


TEXT = DATA.read_text(encoding="utf-8")


# A catalogue that is read in a twentieth of the time: some records that name no other.
_HEAD, *_TABLES = re.split(r"^(?=\[\[works\]\]$)", TEXT, flags=re.MULTILINE)
_ALONE = [
    one
    for one in _TABLES
    if not re.search(r"^(?:collected_in|part_of|see) = |contents = ", one, re.MULTILINE)
]
# The first is named by tests, the manual asks for letters of the second's time, and Trotsky is
# searched for; the others may change with the catalogue.
_NAMES = ("twice-met", "reply-in-le-crapouillot", "victor-serge-and-leon-trotsky")
_NAMED = [one for one in _ALONE if re.search(rf'\nid = "(?:{"|".join(_NAMES)})"\n', one)]
SMALL = _HEAD + "".join(dict.fromkeys([*_NAMED, *_ALONE[::5]]))


DOCUMENT: dict[str, Any] = tomllib.loads(TEXT)


RECORDS: list[dict[str, Any]] = DOCUMENT["works"]


PEOPLE: dict[str, list[str]] = {
    name: known if isinstance(known, list) else known.get("other_names", [])
    for name, known in DOCUMENT["people"].items()
}


NamedPublication = tuple[str, Publication]


def publications_of(work: Work) -> Iterator[NamedPublication]:
    """Every publication of a work with a name for messages: "jacson text"."""
    for name, one in (
        ("first_publication", work.first_publication),
        ("reproduced_from", work.reproduced_from),
    ):
        if one:
            yield f"{work.id} {name}", one
    for number, one in enumerate(work.editions, 1):
        yield f"{work.id} editions[{number}]", one


def every_publication(catalogue: Catalogue) -> list[NamedPublication]:
    found = [one for work in catalogue for one in publications_of(work)]
    assert len(found) > 380
    return found


def indexed(catalogue: Catalogue) -> list[Work]:
    """The works of the archive's index."""
    return [work for work in catalogue if work.index]


def beyond(catalogue: Catalogue) -> tuple[list[Work], list[Work]]:
    """The archive's texts that its index lacks, and the books without a text there."""
    others = [work for work in catalogue if not work.index]
    texts = [work for work in others if work.url]
    return texts, [work for work in others if work.id in BOOKS and not work.url]


def added(catalogue: Catalogue) -> list[Work]:
    """The other works that the archive does not have, in their order."""
    kept = {work.id for work in (*indexed(catalogue), *chain(*beyond(catalogue)))}
    return [work for work in catalogue if work.id not in kept]


def whose(work: Work) -> str:
    """Tell in which group of the works that the archive lacks a work stands."""
    return "archive" if work.kind == "archive" else work.role or str(work.attribution)


def is_publication(one: Publication) -> bool:
    """Return whether more is known than the translator, who alone does not make a publication."""
    return bool(one.container or one.publisher or one.place or one.title or not one.translators)


# What stands for pages that were read without their address being noted.
NO_ADDRESS = "a mirror or reprint of the page (address not recorded)"


# The 42 books without a text on the archive, and six that are in its index: the title that a
# reader of English knows, and the one in the language of the original, where they are known.
BOOKS = {
    "the-endangered-city": ("The Endangered City", "La Ville en danger"),
    "the-anarchists-and-the-experience-of-the-russian-revolution": (
        "The Anarchists and the Experience of the Russian Revolution",
        "Gli anarchici e l’esperienza della rivoluzione russa",
    ),
    "during-the-civil-war": ("During the Civil War", "Pendant la guerre civile"),
    "soviets-1929": ("Soviets 1929", "Soviet 1929"),
    "men-in-prison": ("Men in Prison", "Les Hommes dans la prison"),
    "birth-of-our-power": ("Birth of Our Power", "Naissance de notre force"),
    "literature-and-revolution": ("Literature and Revolution", "Littérature et révolution"),
    "notebooks-1936-1947": ("Notebooks 1936–1947", "Carnets", "Carnets (1936–1947)"),
    "16-fusilles-a-moscou": ("16 fusillés à Moscou", "Seize fusillés à Moscou"),
    "russia-twenty-years-after": (
        "Russia Twenty Years After", "Destiny of a Revolution", "Destin d’une révolution",
    ),
    "resistance": ("Resistance", "Résistance"),
    "lassassinat-politique-et-lurss": (
        "L’Assassinat politique et l’U.R.S.S.", "L’Assassinat d’Ignace Reiss",
    ),
    "midnight-in-the-century": ("Midnight in the Century", "S’il est minuit dans le siècle"),
    "hitler-contra-stalin": ("Hitler contra Stalin",),
    "the-case-of-comrade-tulayev": ("The Case of Comrade Tulayev", "L’Affaire Toulaév"),
    "portrait-de-staline": ("Portrait of Stalin", "Portrait de Staline"),
    "memoirs-of-a-revolutionary": ("Memoirs of a Revolutionary", "Mémoires d’un révolutionnaire"),
    "the-life-and-death-of-leon-trotsky": (
        "The Life and Death of Leon Trotsky", "Vie et mort de Léon Trotsky",
    ),
    "last-times": ("Last Times", "The Long Dusk", "Les derniers temps"),
    "unforgiving-years": ("Unforgiving Years", "Les Années sans pardon"),
    "leurope-au-carrefour": ("L’Europe au carrefour",),
    "lettres-a-antoine-borie": ("Lettres à Antoine Borie", "Lettres à Antoine Borie (1946–1947)"),
    "le-tropique-et-le-nord": ("Le Tropique et le Nord",),
    "le-nouvel-imperialisme-russe": ("Le Nouvel Impérialisme russe",),
    "la-lutte-contre-le-stalinisme": ("La Lutte contre le stalinisme",),
    "witness-to-the-german-revolution": (
        "Witness to the German Revolution", "Notes d’Allemagne (1923)", "Notes d’Allemagne",
    ),
    "the-serge-trotsky-papers": (
        "The Serge-Trotsky Papers",
        "Correspondence and Other Writings between Victor Serge and Leon Trotsky",
    ),
    "revolution-in-danger": (
        "Revolution in Danger", "Revolution in Danger: Writings from Russia, 1919–1921",
    ),
    "memoires-dun-revolutionnaire-et-autres-ecrits-politiques": (
        "Mémoires d’un révolutionnaire et autres écrits politiques",
    ),
    "collected-writings-on-literature-and-revolution": (
        "Collected Writings on Literature and Revolution",
    ),
    "retour-a-louest": ("Retour à l’Ouest",),
    "lextermination-des-juifs-de-varsovie": (
        "L’Extermination des Juifs de Varsovie et autres textes sur l’antisémitisme",
    ),
    "anarchists-never-surrender": ("Anarchists Never Surrender",),
    "a-blaze-in-a-desert": ("A Blaze in a Desert", "A Blaze in a Desert: Selected Poems"),
    "ecrits-et-correspondances-sur-la-revolution-en-chine": (
        "Écrits et correspondances sur la révolution en Chine en 1927",
    ),
    "les-revolutionnaires": ("Révolutionnaires",),
    "la-degeneracion-de-la-urss": ("La degeneración de la URSS y la Guerra Civil española",),
    "le-retif": ("Le Rétif: articles parus dans “l’anarchie”", "Le Rétif articles"),
    "vie-des-revolutionnaires": ("Vie des révolutionnaires",),
    "pour-un-brasier-dans-un-desert": ("Pour un brasier dans un désert",),
    "reflexions-sur-lanarchisme": ("Réflexions sur l’anarchisme",),
    "ecris-moi-a-mexico": ("Écris-moi à Mexico",),
    "lecole-du-cynisme": ("L’École du cynisme",),
    "la-rivoluzione-russa": ("La Rivoluzione russa",),
    # in the index
    "lenin-in-1917": ("Lenin in 1917", "Lénine, 1917"),
    "what-everyone-should-know-about-repression": (
        "What everyone should know about repression",
        "What Every Revolutionary Should Know About State Repression",
        "Les Coulisses d’une Sûreté générale",
        "Ce que tout révolutionnaire doit savoir de la répression",
    ),
    "the-class-struggle-in-the-chinese-revolution": (
        "The Class Struggle in the Chinese Revolution",
        "La Lutte des classes dans la révolution chinoise",
    ),
    "year-one-of-the-russian-revolution": (
        "Year One of the Russian Revolution", "L’An 1 de la révolution russe",
        "L’An I de la révolution russe",
    ),
    "conquered-city": ("Conquered City", "Ville conquise"),
    "from-lenin-to-stalin": ("From Lenin to Stalin", "De Lénine à Staline"),
}  # fmt: skip
