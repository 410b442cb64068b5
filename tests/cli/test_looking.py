"""The commands timeline and random, and the filter --on, as a reader meets them."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from sergecli.model.edtf import Anniversary, order
from sergecli.model.kinds import KINDS
from sergecli.model.work import Catalogue, Work
from sergecli.search.filters import Query, select
from tests.conftest import Serge
from tests.screen import plain, screen

OWN = """[catalogue]
title = "T"
author = "A. N. Other"
language = "en"

[[catalogue.life_events]]
date = "1850/1852"
event = "at sea"

[[works]]
id = "a"
title = "A Letter"
kind = "letter"
date = "1851"
"""


def rows(out: str) -> list[list[str]]:
    return [line.split("\t") for line in out.splitlines()]


# --- timeline ------------------------------------------------------------------------------------


def test_in_a_pipe_a_year_and_its_works(serge: Serge, catalogue: Catalogue) -> None:
    found = rows(serge("timeline").out)
    his = [one for one in catalogue if one.attribution == "author"]
    assert found[:2] == [["1890", "0"], ["1908", "4"]]
    assert sum(int(works) for _, works in found) == len(his)
    assert found[-1] == ["undated", str(sum(one.date is None for one in his))]


def test_birth_and_death_are_marked(serge: Serge) -> None:
    lines = serge("timeline", "--plain", COLUMNS="100").out.splitlines()
    assert re.fullmatch(r"1890 +│ born", lines[0])
    assert re.fullmatch(r"1947 .* \d+ +│ dies", next(line for line in lines if "1947" in line))
    assert not any(line.endswith(" ") for line in lines)
    later = serge("timeline", "--year", "1950-", "--plain").out
    assert "born" not in later
    assert "dies" not in later


def test_years_and_filters_bind_as_they_do_for_list(serge: Serge) -> None:
    asked = ["--year", "1936-1940", "--kind", "letter", "--kind", "article", "--by", "author"]
    listed = serge("list", *asked, "--ids").out.splitlines()
    found = rows(serge("timeline", *asked).out)
    assert sum(int(works) for _, works in found) == len(listed) > 5
    assert {year for year, _ in found} <= {str(year) for year in range(1936, 1941)}


def test_a_work_over_several_years_stays_in_the_years_asked_for(serge: Serge) -> None:
    asked = serge("list", "--year", "1928", "--by", "author", "--ids").out.splitlines()
    assert serge("timeline", "--year", "1928").out == f"1928\t{len(asked)}\n"
    assert serge("timeline", "--year", "1924", "--kind", "novel", code=1).out == ""


def test_json_has_the_kinds_and_the_breaks(serge: Serge) -> None:
    found = json.loads(serge("timeline", "--json").out)
    by_year = {one["year"]: one for one in found}
    assert by_year["1919"]["life_events"] == ["arrives in Petrograd"]
    assert by_year["1908"] == {"year": "1908", "works": 4, "kinds": {"article": 4}}
    assert all(one["works"] == sum(one["kinds"].values()) for one in found)


def test_translators_with_works_and_editions(serge: Serge) -> None:
    found = {
        name: (works, editions)
        for name, works, editions in rows(serge("timeline", "--count-by", "translator").out)
    }
    for name in ("Peter Sedgwick", "Ralph Manheim"):
        works = serge("list", "--translator", name, "--ids").out.splitlines()
        editions = serge("list", "--editions", "--translator", name).out.splitlines()
        assert found[name] == (str(len(works)), str(len(editions)))
    whole = json.loads(serge("timeline", "--count-by", "translator", "--json").out)
    assert {one["translator"] or "unknown": str(one["works"]) for one in whole} == {
        name: works for name, (works, _) in found.items()
    }


@pytest.mark.parametrize("by", ["kind", "container", "language", "decade", "recipient"])
def test_other_cuts(serge: Serge, by: str) -> None:
    found = rows(serge("timeline", "--count-by", by, "--by", "attributed", "--by", "about").out)
    listed = serge("list", "--by", "attributed", "--by", "about").out.splitlines()
    assert sum(int(works) for _, works in found) == len(listed)
    if by == "decade":
        assert [label for label, _ in found] == sorted(label for label, _ in found)
    elif by == "kind":
        assert {label for label, _ in found} <= set(KINDS)
    else:
        assert found[-1][0] == "unknown"


@pytest.mark.parametrize(("by", "option"), [("publisher", "publisher"), ("place", "place")])
def test_a_work_counts_once_for_each_place_and_publisher(
    serge: Serge, by: str, option: str
) -> None:
    for label, works in rows(serge("timeline", "--count-by", by).out)[:4]:
        assert label
        found = serge("list", "--by", "author", f"--{option}", label, "--ids").out.split()
        assert len(found) >= int(works) > 10


def test_what_cannot_be_counted_by_is_explained(serge: Serge) -> None:
    said = serge("timeline", "--count-by", "colour", code=2).err
    assert said == (
        "--count-by: 'colour' is not valid (choose year, decade, recipient, place, "
        "publisher, translator, language, kind or container)\n"
    )


def test_a_catalogue_alone_has_its_own_life(serge: Serge, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(OWN, encoding="utf-8")
    alone = ("--catalogue", str(path), "--alone")
    assert rows(serge("timeline", *alone).out) == [["1850", "0"], ["1851", "1"], ["1852", "0"]]
    shown = plain(screen("timeline", *alone)).splitlines()
    assert shown[0].rstrip() == "1850           │ at sea (to 1852)"
    beside = serge("cite", "a", *alone, "--format", "toml").out
    assert '[[catalogue.life_events]]\ndate = "1850/1852"\nevent = "at sea"\n\n[[works]]' in beside


def test_start_up_pays_for_none_of_it() -> None:
    asked = "import sys; from sergecli.cli.app import run; run(['list', '--ids'])\n"
    asked += "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split())
    assert "sergecli.search.filters" in loaded
    assert not loaded & {
        "sergecli.search.statistics",
        "sergecli.terminal.chart",
        "sergecli.cli.commands.timeline",
        "random",
    }


# --- random --------------------------------------------------------------------------------------


def test_a_work_is_offered_to_be_read(serge: Serge, catalogue: Catalogue) -> None:
    (name,) = serge("random", "--kind", "letter", "--seed", "3", "--ids").out.split()
    work = catalogue.work(name)
    assert (work.kind, work.attribution, bool(work.url)) == ("letter", "author", True)
    lines = serge("random", "--kind", "letter", "--seed", "3").out.splitlines()
    assert lines[0] == work.title
    assert lines[-2:] == [work.url, f"serge show {name}"]
    assert json.loads(serge("random", "--seed", "3", "--json").out)[0]["id"]


def test_several_works_are_chosen_at_random(serge: Serge, catalogue: Catalogue) -> None:
    names = serge("random", "--limit", "3", "--seed", "3", "--ids").out.split()
    assert len(set(names)) == 3
    assert all(catalogue.work(name).url for name in names)
    few = serge("random", "--limit", "9", "--on", "1938-04-28", "--ids").out
    assert few == "once-more-kronstadt\n"
    # The limit is no limit of the works from which they are chosen.
    firsts = {serge("random", "--limit", "1", "--seed", str(n), "--ids").out for n in range(9)}
    assert len(firsts) > 3


def test_what_can_be_read_goes_before_what_cannot(serge: Serge) -> None:
    for seed in map(str, range(8)):
        out = serge("random", "--seed", seed, "--template", "{attribution} {url}").out
        assert out.startswith("author http")
    book = ("--seed", "1", "--container", "no such", "--by", "about")
    assert serge("random", *book, code=1).err
    assert "not available online" in serge("random", "--seed", "1", "--untranslated", "en").out


def works_of(tmp_path: Path, *records: str) -> tuple[str, str]:
    path = tmp_path / "own.toml"
    path.write_text("\n".join(f"[[works]]\n{one}\n" for one in records), encoding="utf-8")
    return "--catalogue", str(path)


def test_today_is_what_he_wrote_on_this_day(
    serge: Serge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sergecli.cli.filter_options.today", lambda: "02-27")
    own = works_of(
        tmp_path,
        'id = "online"\ntitle = "Online"\nkind = "letter"\ndate = "1936"\nwritten = "1936-02-27"\n'
        'url = "https://example.org/a"\nnote = "' + "word " * 200 + '"',
        'id = "offline"\ntitle = "Offline"\nkind = "letter"\ndate = "1935-02-27"',
        'id = "about"\ntitle = "About"\nkind = "letter"\ndate = "1935-02-27"\n'
        'attribution = "about"\nurl = "https://example.org/b"',
    )
    only = ("--only", "own", *own)
    assert serge("today", *only, "--ids").out == "online\n"
    lines = serge("today", *only).out.splitlines()
    assert lines[0] == "Online"
    assert lines[-2] == "https://example.org/a"
    assert lines[2] == "written 27 February 1936"
    assert lines[6].endswith("word …")
    assert len(lines) == 10


def test_today_of_a_day_without_works_is_the_nearest(
    serge: Serge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sergecli.cli.filter_options.today", lambda: "12-30")
    own = works_of(
        tmp_path,
        'id = "after"\ntitle = "A"\nkind = "letter"\ndate = "1936-01-02"',
        'id = "before"\ntitle = "B"\nkind = "letter"\ndate = "1936-12-01"',
    )
    answer = serge("today", "--only", "own", *own, "--ids")
    assert answer.out == "after\n"
    assert answer.err == "Nothing is dated 30 December; this is from 2 January.\n"
    empty = works_of(tmp_path, 'id = "x"\ntitle = "A"\nkind = "letter"\ndate = "1936~"')
    assert serge("today", "--only", "own", *empty, code=1).err


def test_today_may_be_another_day(serge: Serge) -> None:
    for day in (("28", "April", "1938"), ("1938-04-28",)):
        assert serge("today", *day, "--ids").out == "once-more-kronstadt\n"
    assert "once-more-kronstadt\n" in serge("today", "04-28", "--ids").out
    said = serge("today", "28-04", code=2).err
    assert said == "serge today: '28-04' has no month 28; write 04-28\n"


def test_a_book_without_a_text_offers_what_has_one(serge: Serge) -> None:
    said = serge("open", "memoirs-of-a-revolutionary", code=1).err
    assert "is not available online, but parts of it are:\n  " in said
    assert "\n  kronstadt-21  Kronstadt ’21" in said
    assert serge("open", "resistance", code=1).err.count("\n") == 1


def test_an_incomplete_text_is_opened_with_a_warning(serge: Serge) -> None:
    answer = serge("open", "conquered-city", "--print")
    assert answer.out == "https://www.marxists.org/archive/serge/1932/conqcity/index.htm\n"
    assert answer.err == (
        "The online text is incomplete: only chapters 1–4 of the 20 are linked.\n"
    )
    assert serge("open", "voline", "--print").err == ""
    shown = serge("list", "--year", "1932", "--online", "--plain").out
    assert "Conquered City ↗ [incomplete]" in shown
    assert shown.endswith("↗ can be read online; [incomplete] only a part of it is online\n")


def test_an_extract_to_read_names_what_it_is_from(serge: Serge) -> None:
    extract = serge("random", "--kind", "extract", "--year", "1945").out
    assert "\nfrom Memoirs of a Revolutionary" in extract


def test_without_a_browser_the_address_is_printed(
    serge: Serge, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda _: False)
    answer = serge("open", "once-more-kronstadt", code=1)
    assert answer.out == serge("open", "once-more-kronstadt", "--print").out
    assert answer.err == "No browser could be opened; copy the address above.\n"


def test_every_work_has_its_turn(serge: Serge) -> None:
    letters = set(serge("list", "--year", "1936", "--kind", "letter", "--ids").out.split())
    asked = ("random", "--year", "1936", "--kind", "letter", "--ids", "--seed")
    found = {serge(*asked, str(seed)).out.strip() for seed in range(12)}
    assert found <= letters
    assert len(found) > 2


def test_nothing_to_choose_from_is_said(serge: Serge) -> None:
    for command in ("random", "timeline"):
        assert "No works match." in serge(command, "--year", "1850", code=1).err


# --- --on ----------------------------------------------------------------------------------------


def days(work: Work) -> Iterator[str]:
    """Give the days and months of a work, as its dates are written: "11-07", "11"."""
    first = work.first_publication and work.first_publication.date
    for date in (work.date, work.written, work.published, first):
        for part in re.split(r"[{},/]", str(date or "")):
            if found := re.fullmatch(r"\d{4}-(\d\d)(-\d\d)?", part):
                yield from {found[1], found[1] + (found[2] or "")}


def test_a_day_or_a_month_of_any_year_is_what_the_dates_say(catalogue: Catalogue) -> None:
    known: dict[str, list[str]] = defaultdict(list)
    for work in catalogue:
        for each in dict.fromkeys(days(work)):
            known[each].append(work.id)
    for month in range(1, 13):
        found = [one.id for one in select(catalogue, Query(on=Anniversary(month)))]
        assert found == known[f"{month:02}"], month
        for day in range(1, 32):
            found = [one.id for one in select(catalogue, Query(on=Anniversary(month, day)))]
            assert found == known[f"{month:02}-{day:02}"], (month, day)
    assert sum(len(works) for each, works in known.items() if "-" not in each) > 60


@pytest.mark.parametrize("command", ["list", "search", "cite", "timeline", "random"])
def test_on_is_a_filter_of_every_command_that_has_filters(serge: Serge, command: str) -> None:
    words = ["letter"] if command == "search" else []
    assert serge(command, *words, "--on", "08").out
    assert serge(command, *words, "--on", "02-29", code=1).out == ""
    assert "--on: '02-30' has no day 30" in serge(command, *words, "--on", "02-30", code=2).err


def test_on_may_have_a_year(serge: Serge) -> None:
    assert serge("list", "--on", "28 April 1938", "--ids").out == "once-more-kronstadt\n"
    assert serge("list", "--on", "1937-04-28", "--ids", code=1).out == ""
    assert "write 04-28" in serge("list", "--on", "28-04", code=2).err


def test_year_may_be_a_day(serge: Serge) -> None:
    found = serge("list", "--year", "1938-04-28", "--ids").out.split()
    assert "once-more-kronstadt" in found
    assert set(found) < set(serge("list", "--year", "1938-04", "--ids").out.split())


def test_a_recipient_may_be_spelt_in_russian(serge: Serge) -> None:
    found = serge("list", "--recipient", "Троцкий", "--ids").out
    assert found == serge("list", "--recipient", "Trotsky", "--ids").out
    assert "--recipient" in serge("list", "--to", "trotsky", code=2).err


def test_errors_name_what_was_probably_meant(serge: Serge) -> None:
    assert "--count-by container" in serge("timeline", "--by", "container", code=2).err
    said = serge("list", "--template", "{container}", code=2).err
    assert "write {first_publication.container}" in said


def test_a_file_to_import_is_not_checked(serge: Serge) -> None:
    assert "serge import --dry-run shelf.csv" in serge("check", "shelf.csv", code=2).err


def test_an_edition_may_be_named_by_its_language(serge: Serge) -> None:
    memoirs = ("cite", "memoirs-of-a-revolutionary", "--edition")
    assert serge(*memoirs, "German").out == serge(*memoirs, "de").out
    said = serge(*memoirs, "zz", code=3).err.splitlines()[1:]
    years = [line.strip()[:4] for line in said if line.strip()[0].isdigit()]
    assert len(years) > 1
    assert years == sorted(years)


def test_on_and_year_bind_together(serge: Serge, catalogue: Catalogue) -> None:
    found = serge("list", "--on", "08", "--year", "1936", "--ids").out.split()
    dated = [one for one in catalogue if one.date and str(one.date).startswith("1936-08")]
    assert found == [one.id for one in sorted(dated, key=lambda one: order(one.date))]
    assert len(found) > 2
