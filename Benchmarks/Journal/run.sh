#!/usr/bin/env bash
# Durable transitions in the journal against raw appends of 512 bytes with fdatasync on the same disk, by turns, and
# the resume of a run of 10,000 events by a process that has just come: medians of rounds.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
count=${2:-2000}
scratch=.build/bench
work=$scratch/journal
mkdir -p "$work"
swift build -c release --product bench-journal --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
rm -f "$work/figures"
for _ in $(seq "$rounds"); do
    rm -rf "$work/disk"
    mkdir -m 700 "$work/disk"
    "$scratch/release/bench-journal" "$work/disk" "$count" >>"$work/figures"
done
rm -rf "$work/disk"

median() { awk -v name="$1" '$1 == name { print $2 }' "$work/figures" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

awk -v raw="$(median raw)" -v single="$(median single)" -v lanes="$(median lanes)" -v resume="$(median resume)" 'BEGIN {
    printf "durable transitions one after the other, against append and fdatasync | %.0f/s | %.0f/s | %.2f | >= 0.7\n", single, raw, single / raw
    printf "durable transitions of four lanes at once | %.0f/s | %.0f/s | %.2f | -\n", lanes, raw, lanes / raw
    printf "resume of 10,000 events: read, proved, decoded | %.0f ms | - | - | <= 200 ms\n", resume
    exit single / raw < 0.7 || resume > 200
}'
