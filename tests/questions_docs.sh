#!/bin/sh
# The scenarios of docs/claims.md and docs/questions.md are sound, their claims
# hold, every question in them is answered, and every analysis of the table is
# asked there.  questions_docs.sh PROGRAM SOURCE SHARED
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
bad=0
for page in claims questions; do
    awk -v file="$work/$page.yaml" '
        /^```yaml$/ { inside = 1; next }
        /^```$/ { inside = 0 }
        inside { print > file }' "$2/docs/$page.md"
    if ! "$program" check "$work/$page.yaml" >"$work/out"; then
        echo "docs/$page.md:"
        cat "$work/out"
        bad=1
    fi
done
for id in $("$program" ask "$work/questions.yaml" | cut -d' ' -f1); do
    "$program" ask "$work/questions.yaml" "$id" -n 64 >"$work/out" 2>&1 &&
        [ "$(grep -c . "$work/out")" -gt 3 ] || {
        echo "docs/questions.md, $id:"
        cat "$work/out"
        bad=1
    }
done
for word in $(sed -n 's/^### //p' "$2/docs/questions.md"); do
    grep -q "run: \"*$word" "$work/questions.yaml" || {
        echo "docs/questions.md: no question runs $word"
        bad=1
    }
done
exit $bad
