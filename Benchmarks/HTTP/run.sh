#!/usr/bin/env bash
# Our client against the library's own loop in C, 64 requests in flight over a unix socket against one server: medians
# of interleaved rounds; then how long a cancellation takes.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-9}
requests=${2:-51200}
scratch=.build/bench
work=$scratch/http
mkdir -p "$work"
swift build -c release --product bench-http --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
cc -O2 -o "$work/server" Benchmarks/HTTP/server.c
cc -O2 -o "$work/loop" Benchmarks/HTTP/loop.c -lcurl

# In a folder of its own: a socket's path must be short.
folder=$(mktemp -d)
"$work/server" "$folder/socket" &
server=$!
trap 'kill "$server"; rm -rf "$folder"' EXIT
until [ -S "$folder/socket" ]; do sleep 0.01; done

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

rm -f "$work"/*.figures
for _ in $(seq "$rounds"); do
    "$work/loop" "$folder/socket" "$requests" >>"$work/loop.figures"
    "$scratch/release/bench-http" requests "$folder/socket" "$requests" >>"$work/requests.figures"
    "$scratch/release/bench-http" cancel "$folder/socket" 100 >>"$work/cancel.figures"
done

awk -v ours="$(median "$work/requests.figures")" -v base="$(median "$work/loop.figures")" \
    -v cancel="$(median "$work/cancel.figures")" 'BEGIN {
    ratio = ours / base
    printf "HTTP requests/s, 64 in flight, unix socket (plain C libcurl loop) | %.0f | %.0f | %.2f | >= 0.70\n", ours, base, ratio
    printf "HTTP cancellation, ms | %.3f | - | - | <= 5\n", cancel
    exit !(ratio >= 0.7 && cancel <= 5)
}'
