#!/bin/sh
# man.sh PROGRAM FOLDER: writes a man page per verb, and the completions.
set -eu
program=$1 out=$2
mkdir -p "$out"
for verb in $("$program" help --list); do
    "$program" help --man "$verb" | scdoc >"$out/entente-$verb.1"
done
"$program" completion bash >"$out/entente.bash"
"$program" completion zsh >"$out/_entente"
"$program" completion fish >"$out/entente.fish"
"$program" help --man | scdoc >"$out/entente.1"
