#!/bin/sh
# The README's five minutes, word for word: every command of its first shell
# block for the dossier must succeed.  readme.sh PROGRAM SOURCE SHARED
set -u
# What these commands do is tested under sanitizers elsewhere, with fewer draws.
grep -q __asan_init "$1" && { echo "skipped under sanitizers"; exit 77; }
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bin" && ln -s "$1" "$work/bin/entente"
cd "$work" || exit 1
PATH=$work/bin:$PATH
export PATH
entente demo -q >/dev/null || { echo "entente demo fails"; exit 1; }
# The block that begins with "export PATH", without that line.
awk '/^```/ { on = 0 } on { print } /^export PATH/ { on = 1 }' \
    "$2/README.md" >tour.sh
[ -s tour.sh ] || { echo "the README has lost its five minutes"; exit 1; }
bad=0
grep '^[a-z]' tour.sh >commands
while IFS= read -r command; do
    sh -c "$command" >out 2>err </dev/null || {
        echo "fails: $command"
        cat err
        bad=1
    }
    case $command in
    printf*) ;;
    *) [ -s out ] || { echo "prints nothing: $command"; bad=1; } ;;
    esac
done <commands
exit $bad
