#!/bin/bash
# serve.sh PROGRAM SOURCE: the workbench answers its user and nobody else.
# Speaks HTTP itself, so that it can send what a browser would not.
set -u
program=$1
work=$(mktemp -d) || exit 1
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
fail() {
    echo "serve.sh: $*" >&2
    exit 1
}

cd "$work" || exit 1
"$program" run "$2/examples/korea-2019/korea-2019.yaml" -n 50 -q >/dev/null ||
    fail "no run to serve"
"$program" serve -q >url 2>err &
server=$!
for _ in $(seq 100); do
    [ -s url ] && break
    sleep 0.1
done
[ -s url ] || fail "no address: $(cat err)"
IFS=/ read -r _ _ host query <url
port=${host#*:}
token=${query#*token=}
[ ${#token} -eq 32 ] || fail "the token has ${#token} digits"

# ask METHOD PATH HOST [HEADER...]: the answer goes to ./answer
ask() {
    exec 3<>"/dev/tcp/127.0.0.1/$port" || fail "port $port is closed"
    {
        printf '%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n' \
            "$1" "$2" "$3"
        shift 3
        [ $# -eq 0 ] || printf '%s\r\n' "$@"
        printf '\r\n'
    } >&3
    cat <&3 >answer
    exec 3>&-
}
status() { head -n 1 answer | cut -d ' ' -f 2; }
expect() { # STATUS WHAT
    [ "$(status)" = "$1" ] || fail "$2: $(status), want $1"
}

ask GET "/?token=$token" "$host"
expect 200 "the address that was printed"
grep -qi "^Content-Security-Policy: default-src 'none'; script-src 'sha256-" \
    answer || fail "the page has no policy"
grep -qi "^Set-Cookie: entente-$port=$token; Path=/; HttpOnly; SameSite=Strict" \
    answer || fail "no cookie"
grep -q 'id="entente-data"' answer || fail "this is not the page"

ask GET / "$host" "Cookie: entente-$port=$token"
expect 200 "the cookie instead of the token"
ask GET /report.json "$host" "Cookie: entente-$port=$token"
expect 200 "the data"
grep -q '"schema":"entente-report/1"' answer || fail "this is not the data"
ask GET "/runs?token=$token" "localhost:$port"
expect 200 "the list of runs"
grep -q '"runs":\["korea-2019-001"\]' answer || fail "the run is not listed"

ask GET / "$host"
expect 403 "no token"
grep -q entente-data answer && fail "no token, and the page came along"
ask GET "/?token=00000000000000000000000000000000" "$host"
expect 403 "a wrong token"
ask GET "/?token=$token" "evil.example:$port"
expect 403 "a wrong Host"
ask GET "/?token=$token" "$host" "Origin: http://evil.example"
expect 403 "a wrong Origin"
ask GET "/../../etc/passwd?token=$token" "$host"
expect 404 "a path that is none of ours"
ask POST "/?token=$token" "$host" "Content-Length: 0"
expect 405 "a change"
ask HEAD "/?token=$token" "$host"
expect 405 "HEAD"

for address in $(hostname -I 2>/dev/null); do
    case $address in *:* | 127.*) continue ;; esac
    (exec 3<>"/dev/tcp/$address/$port") 2>/dev/null &&
        fail "it listens on $address too"
done

kill -INT "$server"
wait "$server"
code=$?
server=
[ $code -eq 0 ] || fail "after an interrupt it ends with $code: $(cat err)"
