#!/bin/sh
# Makes .venv and installs the locked dependencies, or does nothing when that is done. `make` runs it.
# With `runtime` only those that the product runs with; a .venv with all of them serves too.
set -eu
cd "$(dirname "$0")/.."

if [ "${1:-}" = runtime ] && [ ! -f .venv/.set-up ]; then
    lock=runtime.lock done_mark=.venv/.installed
else
    lock=requirements.lock done_mark=.venv/.set-up
fi
# The mark holds the folder that the virtualenv was made for, which does not survive a move.
busy_mark=.venv/.setting-up      # left behind when an installation was cut off

works() { [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null; }

is_done() {
    [ -f "$done_mark" ] && [ "$(cat "$done_mark")" = "$PWD" ] &&
        [ ! "$lock" -nt "$done_mark" ] && [ ! pyproject.toml -nt "$done_mark" ] &&
        .venv/bin/python -c 'import tattoobot' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "This needs Python 3.11 or newer; ${PYTHON:-python3} is: $("${PYTHON:-python3}" --version 2>&1)." >&2
    echo "Install one (https://www.python.org/downloads/), or name it: make setup PYTHON=/path/to/python3" >&2
    exit 1
}

make_virtualenv() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "$python has no venv module. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    echo "Making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
}

install() {
    echo "Installing the locked dependencies (some minutes the first time, more on a small machine)"
    export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_USER=0 PIP_NO_INPUT=1
    .venv/bin/python -m pip install -qq --no-compile --require-hashes -r "$lock" &&
        .venv/bin/python -m pip install -qq --no-deps --no-build-isolation -e .
}

if is_done; then exit 0; fi

was_moved() {
    for mark in .venv/.set-up .venv/.installed; do
        if [ -f "$mark" ] && [ "$(cat "$mark")" != "$PWD" ]; then return 0; fi
    done
    return 1
}

if [ -e "$busy_mark" ] || ! works || was_moved; then
    make_virtualenv
fi

touch "$busy_mark"
if ! install; then
    # pip downloads everything before it changes anything, so what was there is still whole.
    rm -f "$busy_mark"
    echo "The dependencies could not be installed; pip says why above. Run make setup again when that is mended." >&2
    exit 1
fi
echo "$PWD" >"$done_mark"
rm -f "$busy_mark"
