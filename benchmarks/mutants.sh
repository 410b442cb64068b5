#!/bin/sh
# Changes the program in small ways, one at a time, and counts how many of the changes the tests notice.
#
#   pip install mutmut
#   benchmarks/mutants.sh [MODULE...]     (else: dates store)
#
# The work is done in a copy; the names of the mutants that live are printed at the end, and
# `mutmut show NAME` in that directory shows each.
set -eu
cd "$(dirname "$0")/.."
where=${MUTANTS_DIRECTORY:-$(mktemp -d)}
mkdir -p "$where"
cp -r src data tests docs benchmarks pyproject.toml README.md CHANGELOG.md LICENSE LICENSE-DATA "$where"
only=""
for module in "${@:-dates store}"; do
    for one in $module; do only="$only\"src/sergecli/$one.py\", "; done
done
cat >> "$where/pyproject.toml" <<CONFIG

[tool.mutmut]
source_paths = ["src/"]
only_mutate = [$only]
also_copy = ["data", "docs", "benchmarks", "README.md", "CHANGELOG.md"]
pytest_add_cli_args = ["-n0", "-p", "no:cacheprovider"]
pytest_add_cli_args_test_selection = [
    "tests/test_dates.py", "tests/test_store.py", "tests/test_store_files.py",
    "tests/test_cache.py", "tests/test_keeping.py",
]
CONFIG
cd "$where"
export SERGE_KILLS=5
mutmut run --max-children "${MUTANTS_AT_ONCE:-2}"
mutmut results
echo "in $where"
