"""Other forms of the words that readers type: numbers, plurals, words of a similar meaning.

All words are folded (see `folding`). The pages of a site search with the same tables.
"""

import re
from collections.abc import Iterable
from functools import cache
from string import ascii_lowercase

from sergecli.text.folding import POSSESSIVE, fold

# Words that readers confuse or leave out, in the languages of most titles.
_SMALL = """
a about an and are as at be by did do for from had has have he her his i in into is it its me my
of on onto or our over she so than that the their them then there these they this those to upon us
was we were what which who will with you your dont no nr signed vol
au aux d de des du en et l la le les que qu s un une al con del e el las los por su y
das dem den der die ein eine im und von zu da dei di gli il lo
"""
# So are initials of first names, and single letters of any kind.
SMALL_WORDS = frozenset((*_SMALL.split(), *ascii_lowercase))
# A line has the forms of one number, the figures first, or of a word whose plural has no rule.
SAME = """
1 one first 1st
2 two second 2nd ii
3 three third 3rd iii
4 four fourth 4th iv
5 five fifth 5th
6 six sixth 6th vi
7 seven seventh 7th vii
8 eight eighth 8th viii
9 nine ninth 9th ix
10 ten tenth 10th
11 eleven eleventh 11th xi
12 twelve twelfth 12th xii
13 thirteen thirteenth 13th xiii
14 fourteen fourteenth 14th xiv
15 fifteen fifteenth 15th xv
16 sixteen sixteenth 16th xvi
17 seventeen seventeenth 17th xvii
18 eighteen eighteenth 18th xviii
19 nineteen nineteenth 19th xix
20 twenty twentieth 20th xx
30 thirty thirtieth 30th xxx
40 forty fortieth 40th
50 fifty fiftieth 50th
60 sixty sixtieth 60th
70 seventy seventieth 70th
80 eighty eightieth 80th
90 ninety ninetieth 90th
100 hundred hundredth 100th
man men
woman women
child children
life lives
"""
# A line has words that translators, or readers who half remember a title, take for each other.
RELATED = """
account history story tale
act action deed
address lecture speech talk
adieu farewell goodbye
affair case
age century epoch era
age days time
agreement alliance pact treaty
aid help support
annihilation destruction extermination liquidation
answer reply response
anthology collected complete selected
anew again more
appeal call
archive documents papers records
aspect side
assassin killer murderer
assassination execution killing murder
author novelist writer
bandit brigand gangster outlaw robber
barbaric brutal savage
bars walls
battle combat fight struggle war
beginning birth dawn origin start
biography life
blaze brazier fire flame
boat ship
brother companion comrade friend
brother sister
burial funeral
captive prisoner
captured conquered taken
carnage massacre slaughter
cause reason root
city town
clash conflict controversy dispute quarrel
collapse downfall end fall ruin
conclusion end final last
consideration meditation reflection thought
conversation debate dialogue discussion
course path road way
dark darkness night
danger endangered menaced peril threatened
deceit deception duplicity hypocrisy lies
defence defense
desert wilderness
destiny fate fortune future
diary journal notebook
dictatorship despotism tyranny
dissent opposition
dissertation thesis
domain kingdom realm
drama tragedy
duty imperative necessity need obligation
dusk twilight
encounter meeting met
episode event incident
escape flight
ethics morality morals
evidence testimony witness
excerpt extract fragment passage selection
experience experiment
famine hunger starvation
finances phynances
force might power strength
foreword introduction preface prefatory
freedom liberty
gaol jail prison
grave tomb
great large
hate hatred
heir successor
holiday vacation
homage memory tribute
hospital infirmary
idea thinking thought
illusion delusion
impression observation remark
insurrection rebellion revolt rising uprising
intrigue plot
issue problem question
journey travel trip voyage
justice law
killed murdered shot
land soil
leaving departing fleeing
legend myth
letter ltr
limit boundary
magazine periodical review
memoir memory recollection remembrance reminiscence souvenir
merciless pitiless unforgiving
note notice
oppression repression
outcome result
perspective prospect
picture portrait
poem poetry verse
profiteer speculator
purge trial
rebel insurgent
return comeback
revolutionary revolutionist
robbery stealing stolen theft
school academy
scarcity shortage
secrecy secret
spirit mind
split schism
terror fear
trend tendency
task mission
unconquered undefeated
until to
vagabond tramp wanderer
work writing
worker labourer laborer proletarian
"""
# The ending of a word, and what may stand in its place: other forms of verbs; the singular or
# the plural.
VERBS = (
    ("ing$", "e"), ("ing$", ""), ("ed$", "e"), ("ed$", ""),
    ("e$", "ing"), ("$", "ing"), ("e$", "ed"), ("$", "ed"),
)  # fmt: skip
PLURALS = (("ies$", "y"), ("es$", ""), ("s$", ""), ("y$", "ies"), ("$", "s"), ("$", "es"))
SHORTEST_PLURAL = 4
# Years from 1936 to 1947 as 1936-47; up to 12 a month is meant.
YEARS = r"\b(\d\d)(\d\d)[-–/](1[3-9]|[2-9]\d)(?![-\d])"
# Numbers in two words, each with how many figures of the first one stay: twenty-one, 1921.
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_UNITS = "one|two|three|four|five|six|seven|eight|nine"
IN_TWO_WORDS = (
    (rf"\b({_TENS}) ({_UNITS})\b", 1),
    (rf"\b(eighteen|nineteen) (\d\d|{_TEENS}|{_TENS})\b", 2),
)
_YEARS = re.compile(YEARS, re.ASCII)


def readings(text: str) -> list[list[str]]:
    """Return the words of a text; also with figures for numbers in words, and without "’s"."""
    folded = fold(_YEARS.sub(r"\1\2 \1\3", text))
    for pattern, stay in IN_TWO_WORDS:
        for pair in re.finditer(pattern, folded):
            folded = folded.replace(pair[0], _figures(pair[1])[:stay] + _figures(pair[2]))
    owner = fold(POSSESSIVE.sub(r"\1", text))
    return [one.split() for one in dict.fromkeys((fold(text), folded, owner))]


def _figures(word: str) -> str:
    return _lines(SAME)[word][0] if word.isalpha() else word


def same(word: str) -> list[str]:
    """Return the other forms of a number, or what may be the plural or singular of a word."""
    forms = list(_lines(SAME).get(word, ()))
    if word.isalpha() and len(word) >= SHORTEST_PLURAL:
        forms += _changed(word, PLURALS)
    return [one for one in dict.fromkeys(forms) if one != word]


def _changed(word: str, endings: Iterable[tuple[str, str]]) -> list[str]:
    return [re.sub(ending, other, word, count=1) for ending, other in endings]


def related(word: str) -> list[str]:
    """Return the other forms of a verb, and words of a similar meaning, in both numbers."""
    words = (word, *same(word))
    near = (other for one in words for other in _lines(RELATED).get(one, ()))
    every = (form for other in near for form in (other, *same(other)))
    found = dict.fromkeys((*_changed(word, VERBS), *every))
    return [one for one in found if one and one not in words]


@cache
def _lines(table: str) -> dict[str, list[str]]:
    """Map each word to all words of the lines in which it stands."""
    lines: dict[str, list[str]] = {}
    for line in table.strip().splitlines():
        for word in line.split():
            lines.setdefault(word, []).extend(line.split())
    return lines
