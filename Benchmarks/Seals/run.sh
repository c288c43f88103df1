#!/usr/bin/env bash
# Our sealing and opening against the `age` program on the same 256 MB: medians of interleaved rounds.
# Seconds of processor, user and system, which a busy machine takes from neither side.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
scratch=.build/bench
work=$scratch/seals
mkdir -p "$work"
swift build -c release --product bench-seals --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
ours=$scratch/release/bench-seals

rm -f "$work/key" "$work"/*.seconds
age-keygen -o "$work/key" 2>"$work/keygen.log"
recipient=$(age-keygen -y "$work/key")
size=256000000
openssl enc -aes-128-ctr -nosalt -K 00 -iv 00 -in /dev/zero 2>"$work/noise.log" | head -c $size >"$work/plain" || true
[ "$(stat -c %s "$work/plain")" = $size ]

TIMEFORMAT='%U %S'
# timed NAME INPUT OUTPUT COMMAND...
timed() {
    local name=$1 input=$2 output=$3
    shift 3
    { time "$@" <"$input" >"$output"; } 2>"$work/time"
    awk '{ print $1 + $2 }' "$work/time" >>"$work/$name.seconds"
}

for _ in $(seq "$rounds"); do
    timed seal-age "$work/plain" "$work/sealed-age" age -r "$recipient"
    timed seal-ours "$work/plain" "$work/sealed-ours" "$ours" seal "$recipient"
    timed open-age "$work/sealed-ours" "$work/opened" age -d -i "$work/key"
    cmp "$work/plain" "$work/opened"
    timed open-ours "$work/sealed-age" "$work/opened" "$ours" open "$work/key"
    cmp "$work/plain" "$work/opened"
done
rm -f "$work/plain" "$work/sealed-age" "$work/sealed-ours" "$work/opened" "$work/key"

median() { sort -n "$work/$1.seconds" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

status=0
# row WHAT NAME
row() {
    awk -v what="$1" -v ours="$(median "$2-ours")" -v base="$(median "$2-age")" -v size=$size 'BEGIN {
        printf "%s | %.0f MB/s | %.0f MB/s | %.2f | >= 0.5\n", what, size / ours / 1e6, size / base / 1e6, base / ours
        exit base / ours < 0.5
    }' || status=1
}
row "sealing 256 MB for one recipient, against age" seal
row "opening them, against age" open
exit $status
