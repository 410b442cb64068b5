"""What a reader is told who types something that serge does not take."""

import shlex

import pytest

from tests.conftest import Serge


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("list kronstadt", "serge list takes no words. Did you mean: serge search kronstadt"),
        ("list black spirits", "Did you mean: serge search black spirits"),
        ("list 1938", "Did you mean: serge list --year 1938"),
        (
            "list kronstadt --year 1938 --kind letter,article --online",
            "Did you mean: serge search kronstadt --year=1938 --kind=letter,article --online\n",
        ),
        (
            "list letters --in index --on '7 November' --editions",
            "Did you mean: serge list --kind letters --on='7 November' --in=index --editions\n",
        ),
        ("list kronstadt --editions", "Did you mean: serge search kronstadt\n"),
        ("list 1936-1940", "Did you mean: serge list --year 1936-1940"),
        ("list Letters", "Did you mean: serge list --kind letters"),
        ("search --in titel kronstadt", "did you mean title? (choose all, index, beyond or title)"),
        ("list --since 1936", "--since: no such option (did you mean --year?)"),
        ("search serge --journal esprit", "did you mean --container?"),
        ("cite jacson --style ieee", "With --csl: ieee, "),
        ("cite jacson --style harvard", "see serge styles harvard"),
        ("cite jacson --style 'no such'", "mla or apa). For other styles see serge styles."),
        ("export novels.csv", "novels.csv: to write a file, use --output novels.csv"),
        ("cite jacson --json", "--json: no such option (did you mean --format csl-json?)"),
        ("export --bibtex", "--bibtex: no such option (did you mean --format bibtex?)"),
        ("list --format bib", "--format: no such option"),
        ("open jacson --from 1936", "--from: no such option; see serge open --help"),
        ("list --on 1936-11", "one day; for that time, serge list --year 1936-11"),
        ("list --on 'summer 1936'", "for that time, serge list --year 'summer 1936'"),
        ("export jacson refs.bib", "refs.bib: to write a file, use --output refs.bib"),
    ],
)
def test_what_was_probably_meant(serge: Serge, typed: str, said: str) -> None:
    assert said in serge(*shlex.split(typed), code=2).err


def test_help_is_also_a_command(serge: Serge) -> None:
    assert serge("help").out == serge("--help").out
    assert serge("help", "cite").out == serge("cite", "--help").out
    assert "Did you mean cite?" in serge("help", "ciet", code=2).err


def test_a_count_by_year_is_the_usual_one(serge: Serge) -> None:
    assert serge("timeline", "--count-by", "year").out == serge("timeline").out


def test_wrong_ids_on_standard_input_are_all_told_with_their_lines(serge: Serge) -> None:
    lines = "once-more-kronstadt\n\n# Books\nmen-in-prisn:4\nvoline\nkronstadt\n"
    for command in ("cite", "show"):
        answer = serge(command, "-", stdin=lines, code=3)
        assert answer.out == ""
        assert "<stdin>:4: No work matches 'men-in-prisn'. Did you mean:\n" in answer.err
        assert "<stdin>:6: 'kronstadt' is ambiguous." in answer.err


def test_an_id_is_never_taken_for_a_word_of_a_name(serge: Serge) -> None:
    said = serge("cite", "once-more-kronstadt", "kronstadt", code=3).err
    assert said.startswith("'kronstadt' is ambiguous.")
    assert serge("show", "machine", "gun", "--ids").out == "machine-gun\n"


def test_works_without_an_author_come_last(serge: Serge) -> None:
    found = serge("list", "--sort", "author", "--template", "{authors}").out.splitlines()
    assert found[0]
    assert found == [name for name in found if name] + [name for name in found if not name]
