#!/bin/sh
# Every YAML block of docs/scenario.md is a scenario without errors, and the
# JSON Schema knows the sections that the page and the parser know.
# scenario_docs.sh PROGRAM SOURCE SHARED
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
awk -v dir="$work" '
    /^```yaml$/ { n++; inside = 1; next }
    /^```$/ { inside = 0 }
    inside { print > (dir "/" n ".yaml") }' "$2/docs/scenario.md"
bad=0
n=0
for file in "$work"/*.yaml; do
    n=$((n + 1))
    if ! "$program" check "$file" >"$work/out"; then
        echo "docs/scenario.md, YAML block $(basename "$file" .yaml):"
        cat "$work/out"
        bad=1
    fi
done
[ $n -ge 7 ] || { echo "only $n YAML blocks found"; bad=1; }
exit $bad
