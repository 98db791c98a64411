#!/bin/sh
# format.sh [--fix]: fails when a C file is not laid out as .clang-format says.
cd "$(dirname "$0")/.." || exit 2
files=$(git ls-files '*.c' '*.h')
if [ "${1:-}" = --fix ]; then
    clang-format -i $files
else
    clang-format --dry-run -Werror $files
fi
