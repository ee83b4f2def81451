#!/usr/bin/env bash
# Builds the image once: an environment with what the graders need.
set -euo pipefail
apt-get update -q
apt-get install -y -q python3 python3-venv
python3 -m venv /autograder/environment
cd /autograder/source/course
sed -n 's/^    "\(.*\)",$/\1/p' pyproject.toml > /tmp/needed.txt
/autograder/environment/bin/python -m pip install -q -r /tmp/needed.txt
