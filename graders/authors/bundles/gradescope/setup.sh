#!/usr/bin/env bash
# Builds the image once: a Python that the graders run on, and an environment with what they need.
set -euo pipefail
base=${KATAS_AUTOGRADER:-/autograder}

fail() {
    echo "The image cannot be built: $*" >&2
    exit 1
}

# A Python from 3.11 on that can make environments; Ubuntu 22.04, which courses get by default, comes with 3.10.
fitting() {
    local name
    for name in python3.13 python3.12 python3.14 python3.11 python3; do
        if "$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    return 1
}

from_apt() {
    local package
    apt-get update -q || return 1
    for package in python3 python3.13 python3.12 python3.11; do
        if apt-get install -y -q "$package" "$package-venv" && fitting >/dev/null; then
            return
        fi
    done
    return 1
}

# With a Python of its own, from where uv has them.
from_uv() {
    command -v uv >/dev/null || python3 -m pip install -q uv || return 1
    if command -v uv >/dev/null; then
        uv venv -q --seed --python 3.13 "$base/environment"
    else
        python3 -m uv venv -q --seed --python 3.13 "$base/environment"
    fi
}

if fitting >/dev/null || from_apt >/dev/null; then
    "$(fitting)" -m venv "$base/environment" || fail "$(fitting) made no environment"
elif ! from_uv; then
    fail "no Python from 3.11 on: python3 is $(python3 --version 2>&1), and neither apt-get nor uv brings another"
fi
"$base/environment/bin/python" -m pip install -q -r "$base/source/needed.txt" ||
    fail "pip could not install what the graders need"
cd "$base/source/course"
"$base/environment/bin/python" -m graders doctor || fail "the graders do not start"
