#!/bin/sh
# setup.sh [build|test|ci]: installs what is missing from Debian's packages.
#
# Says what it installs and why; works as root or with sudo; does nothing when
# all is there. `build` is enough to build and run, `test` adds the unit tests
# and the browser test of the report, `ci` adds the second compiler and the
# format check. Each line below: group, package, what shows that it is there
# (a command, or - for the package itself), and why.
set -eu
want=${1:-build}
list() {
    cat <<'END'
build gcc cc compiles the program
ci g++ c++ the C++ check of the public header
build cmake cmake describes the build
build ninja-build ninja runs the build
build pkg-config pkg-config finds the libraries
build libfyaml-dev - scenario files (YAML 1.2)
build libcsv-dev - tables (CSV)
build libjansson-dev - JSON
build libsqlite3-dev - the store and its full-text search
build libgumbo-dev - HTML in
build libexpat1-dev - XML in: Word files, tables
build libzip-dev - Word files and archives
build poppler-utils pdftotext takes the text out of PDF files
build libuchardet-dev - tells encodings apart
build libutf8proc-dev - Unicode
build librandom123-dev - random numbers without state
build libmicrohttpd-dev - the local workbench
build scdoc scdoc man pages
test libcmocka-dev - unit tests
test nodejs node builds and tests the report's page
test npm npm fetches the page's parts
test chromium chromium shows the page in its test
ci clang clang the fuzzers and a second opinion
ci clang-format clang-format the format check
END
}
groups=build
[ "$want" = build ] || groups="build test"
[ "$want" = ci ] && groups="build test ci"

there() { # package command
    if [ "$2" = - ]; then
        dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed'
    else
        command -v "$2" >/dev/null 2>&1
    fi
}

missing=
while read -r group package command why; do
    case " $groups " in *" $group "*) ;; *) continue ;; esac
    there "$package" "$command" && continue
    [ -n "$missing" ] || echo "entente needs packages that are not here yet:" >&2
    printf '  %-20s %s\n' "$package" "$why" >&2
    missing="$missing $package"
done <<END
$(list)
END
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "setup.sh: no apt-get here; install the above with your own tool" >&2
    exit 1
fi
sudo=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "setup.sh: run this as root: apt-get install$missing" >&2
        exit 1
    fi
    sudo=sudo
fi
echo "installing:$missing" >&2
$sudo apt-get update -q >&2
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -yq \
    --no-install-recommends $missing >&2
