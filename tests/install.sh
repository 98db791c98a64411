#!/bin/sh
# What is installed can be used: the man page is where man looks, and the
# example program builds against the installed library through pkg-config.
# install.sh PROGRAM SOURCE SHARED
set -eu
build=$(dirname "$1")
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
cmake --install "$build" --prefix "$to" >/dev/null
"$to/bin/entente" --version
if command -v scdoc >/dev/null; then
    [ -f "$to/share/man/man1/entente-run.1" ] || { echo "no man page"; exit 1; }
fi
sanitize=$(sed -n 's/^CMAKE_C_FLAGS:.*\(-fsanitize=[a-z,]*\).*/\1/p' "$build/CMakeCache.txt")
PKG_CONFIG_PATH=$to/lib/pkgconfig:$to/lib/$(uname -m)-linux-gnu/pkgconfig
export PKG_CONFIG_PATH
# shellcheck disable=SC2046
cc "$2/examples/c/forecast.c" -o "$to/forecast" $sanitize \
    $(pkg-config --define-variable=prefix="$to" --cflags --libs entente)
"$to/forecast" "$2/examples/korea-2019/korea-2019.yaml" | grep -q "likely settlement"
