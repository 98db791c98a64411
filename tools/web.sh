#!/bin/sh
# web.sh deps|build|check: the parts of the report's page.
#   deps   fetch them into web/node_modules when they are not there
#   build  make web/dist anew
#   check  make web/dist anew and fail when it differs from what is committed,
#          or when the lock file names an address: where parts come from is
#          the business of whoever fetches them
set -eu
cd "$(dirname "$0")/../web"
deps() {
    if ! [ -d node_modules ] || [ package-lock.json -nt node_modules ]; then
        npm ci --no-audit --no-fund --loglevel=error || {
            echo "web.sh: the page's parts cannot be fetched; the browser test" \
                "will be skipped" >&2
            return 0
        }
        touch node_modules
    fi
}
case ${1:-} in
deps) deps ;;
build) deps && npm run --silent build ;;
check)
    if grep -n http package-lock.json >&2; then
        echo "web.sh: web/package-lock.json names addresses; remove the lines" \
            "\"resolved\" and \"funding\" (web/.npmrc keeps npm from writing the first)" >&2
        exit 1
    fi
    deps
    npm run --silent check
    npm run --silent build
    if [ -n "$(git status --porcelain -- dist)" ]; then
        git --no-pager diff --stat -- dist
        echo "web.sh: web/dist is not what web/src makes; commit \`tools/web.sh build\`" >&2
        exit 1
    fi
    ;;
*)
    echo "usage: web.sh deps|build|check" >&2
    exit 2
    ;;
esac
