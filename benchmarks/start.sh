#!/usr/bin/env bash
# How long serge takes to start and answer, each as a ratio to its floor: a
# script that does the same with nothing but the libraries in question.
#
#     benchmarks/start.sh [RUNS]
#
# Needs script(1); with papis and cobib on the PATH (or PEERS, a
# directory of programs) they are measured too. Bytecode and the cache are warm.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-30}
unset PYTHONDONTWRITEBYTECODE SERGE_CATALOGUE || true
# Nobody is there to leave a pager.
export SERGE_PAGER=
python=${PYTHON:-python}
serge=$(dirname "$("$python" -c 'import sys; print(sys.executable)')")/serge
works=data/works.toml
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

newline=$'\n'

pty() { printf "script -qec '%s' /dev/null" "$1"; }

# ratio NAME OURS FLOOR [GOAL]: the medians of both, measured in turns.
ratio() { "$python" benchmarks/turns.py "$runs" "$1" "$2" "$3" "${4:-}"; }

printf '| command | median | floor | ratio | goal |\n|---|---|---|---|---|\n'
ratio '`serge --version` : `python -c pass`' "$serge --version" "$python -c pass" '≤ 1.60'
ratio '`serge --help` : `import typer`' "$serge --help" "$python -c 'import typer'" '≤ 1.60'
ratio '`serge list` in a pipe' "$serge list" "$python benchmarks/floors/list.py $works" '≤ 1.10'
ratio '`serge search kronstadt` in a pipe' "$serge search kronstadt" \
    "$python benchmarks/floors/search.py $works kronstadt" '≤ 1.10'
ratio '`serge list --year 1938` : `import typer`' "$serge list --year 1938" "$python -c 'import typer'" '≤ 1.45'
ratio '`serge cite` of one work : `import typer`' "$serge cite once-more-kronstadt" "$python -c 'import typer'" '≤ 1.45'
ratio '`serge cite` of all works, in a pipe' "$serge cite" "$python benchmarks/floors/list.py $works" '≤ 1.45'
ratio '`serge list` on a terminal' "$(pty "$serge list")" \
    "$(pty "$python benchmarks/floors/table.py $works")" '≤ 1.10'
ratio '`serge cite --format biblatex` : `serge list`' "$serge cite --format biblatex" "$serge list" '≤ 1.40'
ratio 'completion of an id : `import typer`' \
    "env _SERGE_COMPLETE=complete_bash COMP_CWORD=2 COMP_WORDS=serge'$newline'show'$newline'once $serge" \
    "$python -c 'import typer'" '≤ 1.45'

if command -v "${PEERS:+$PEERS/}papis" >/dev/null && command -v "${PEERS:+$PEERS/}cobib" >/dev/null; then
    mkdir "$work/peers"
    "$python" benchmarks/peers.py "$work/peers" >"$work/env"
    # shellcheck disable=SC1091
    (
        . "$work/env"
        "${PEERS:+$PEERS/}papis" list --all >/dev/null 2>&1
        ratio 'papis `list` : `serge list`' "${PEERS:+$PEERS/}papis list --all" "$serge list" '≥ 2.5'
        ratio 'coBib `list` : `serge list`' "${PEERS:+$PEERS/}cobib --porcelain list" "$serge list" '≥ 5'
    )
fi
