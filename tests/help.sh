#!/bin/sh
# Every verb has help with an example, a man page that scdoc takes, and the
# completions are sound shell.  help.sh PROGRAM SOURCE SHARED
set -u
bad=0
fail() { echo "$1"; bad=1; }
for verb in $("$1" help --list); do
    text=$("$1" "$verb" --help) || fail "$verb --help fails"
    case $text in
    Examples*"entente $verb"*) ;;
    *) fail "$verb --help does not begin with an example" ;;
    esac
    if command -v scdoc >/dev/null; then
        "$1" help --man "$verb" | scdoc >/dev/null || fail "$verb: man page"
    fi
done
"$1" completion bash | bash -n || fail "bash completion"
# where fish is not at hand, at least no quote is left open
"$1" completion fish | sed "s/\\\\'//g; s/'[^']*'//g" | grep "'" &&
    fail "fish completion: a quote is left open"
for shell in zsh fish; do
    command -v $shell >/dev/null || continue
    "$1" completion $shell | $shell -n || fail "$shell completion"
done
exit $bad
