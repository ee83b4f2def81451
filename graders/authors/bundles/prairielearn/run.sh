#!/usr/bin/env bash
# PrairieLearn's entry point: grades the answer to an exercise ($1) in so many seconds ($2).
set -uo pipefail
grade=${KATAS_GRADE:-/grade}
result=$grade/results/results.json
mkdir -p "$grade/results"
rm -f "$result"
cd "$(dirname "${BASH_SOURCE[0]}")/course" &&
    env -i PATH="$PATH" HOME="${HOME:-/root}" LANG=C.UTF-8 python3 -m graders report prairielearn "$1" \
        --submission "$grade/student" --out "$result" --budget "$2"
code=$?
if ! test -s "$result"; then
    told="The grader could not work (exit code $code): that is not your fault, and costs no attempt."
    echo "{\"gradable\": false, \"score\": 0.0, \"message\": \"$told\", \"format_errors\": [\"$told\"]}" >"$result"
fi
