#!/bin/sh
# The reading against labelled sentences and annotated texts: no figure may
# fall by more than a point below tests/evaluate_labelled.json and
# tests/evaluate.json, which `entente evaluate --json` wrote.
# evaluate.sh PROGRAM SOURCE SHARED
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$1" evaluate --labelled "$2/data/labelled" \
    --baseline "$2/tests/evaluate_labelled.json"
# The check can fail: nothing reaches figures that are better than perfect.
sed 's/"f1":[0-9][0-9.]*/"f1":1.02/' "$2/tests/evaluate_labelled.json" \
    >"$work/better.json"
code=0
"$1" evaluate --labelled "$2/data/labelled" --baseline "$work/better.json" \
    >/dev/null 2>&1 || code=$?
[ $code = 1 ] || { echo "exit $code instead of 1 where figures fell"; exit 1; }
[ -d "$3/gold" ] || { echo "no $3/gold: the annotated texts are left out"; exit 77; }
"$1" evaluate "$3/gold" "$3/seeds" --baseline "$2/tests/evaluate.json"
