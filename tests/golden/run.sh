#!/bin/sh
# run.sh FILE.test PROGRAM [--accept]
#
# A .test file is a transcript that a reader can check by eye:
#   # a remark
#   $ entente models            a command for the shell
#   mean  Weighted mean         what it prints
#   ~                           an empty line of what it prints; a line of it
#   ~# so                       that begins with '#' or '~' gets a '~' before
#   ! entente: no such file     what it prints on standard error
#   ? 3                         its exit code, when that is not 0
# Commands run one after the other in a fresh folder, with $SOURCE naming the
# project. --accept rewrites the file with what was printed.
set -u
file=$1
program=$(cd "$(dirname "$2")" && pwd)/$(basename "$2")
here=$(cd "$(dirname "$0")" && pwd)
SOURCE=$(cd "$here/../.." && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/dir"
ln -s "$program" "$work/bin/entente"
PATH=$work/bin:$PATH
export SOURCE PATH NO_COLOR=1 LC_ALL=C TZ=UTC
cd "$work/dir" || exit 1
: >"$work/got"
while IFS= read -r line || [ -n "$line" ]; do
    case $line in
    '#'* | '') printf '%s\n' "$line" >>"$work/got" ;;
    '$ '*)
        printf '%s\n' "$line" >>"$work/got"
        sh -c "${line#\$ }" >"$work/out" 2>"$work/err" </dev/null
        code=$?
        sed -e 's/^[#~]/~&/' -e 's/^$/~/' "$work/out" >>"$work/got"
        sed -e "s|$SOURCE|\$SOURCE|g" -e 's/^/! /' "$work/err" >>"$work/got"
        [ $code -eq 0 ] || echo "? $code" >>"$work/got"
        ;;
    esac
done <"$file"
if [ "${3:-}" = --accept ]; then
    cp "$work/got" "$file"
elif ! diff -u "$file" "$work/got"; then
    echo "differs; look at the change, then: tests/golden/run.sh $file PROGRAM --accept" >&2
    exit 1
fi
