#!/usr/bin/env bash
# Our tar of a directory, plain, gzip and zstd, against the `tar` program on the same one: medians of interleaved
# rounds, into a pipe, because tar does not read what goes to /dev/null.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
scratch=.build/bench
work=$scratch/archives
mkdir -p "$work"
swift build -c release --product bench-archives --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}

# A few large files and many small ones: half a database's dump, half a source tree. Text, so that it compresses.
if [ ! -d "$work/tree" ]; then
    mkdir -p "$work/tree/large" "$work/tree/small"
    for file in 1 2 3 4; do
        seq $((file * 1000000)) $((file * 1000000 + 3500000)) >"$work/tree/large/$file"
    done
    for folder in $(seq 50); do
        mkdir -p "$work/tree/small/$folder"
        split -b 8192 -a 3 <(seq $((folder * 7919)) $((folder * 7919 + 100000))) "$work/tree/small/$folder/"
    done
fi

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# timed FILE COMMAND...: appends the seconds that the command takes into a pipe
timed() {
    local start end file=$1
    shift
    start=$(date +%s.%N)
    "$@" | cat >/dev/null
    end=$(date +%s.%N)
    awk -v a="$start" -v b="$end" 'BEGIN { print b - a }' >>"$file"
}

rm -f "$work"/*.seconds
for _ in $(seq "$rounds"); do
    for kind in none gzip zstd; do
        case $kind in
        none) filter=(tar) ;;
        gzip) filter=(tar --gzip) ;;
        zstd) filter=(tar "--use-compress-program=zstd -3 -T$(nproc)") ;;
        esac
        timed "$work/tar-$kind.seconds" "${filter[@]}" -cf - -C "$work/tree" .
        timed "$work/ours-$kind.seconds" "$scratch/release/bench-archives" "$kind" "$work/tree"
    done
done

size=$(du -sb "$work/tree" | cut -f1)
for kind in none gzip zstd; do
    awk -v what="tar of a directory, $kind, against the tar program" -v size="$size" \
        -v ours="$(median "$work/ours-$kind.seconds")" -v base="$(median "$work/tar-$kind.seconds")" 'BEGIN {
        printf "%s | %.0f MB/s | %.0f MB/s | %.2f | -\n", what, size / ours / 1e6, size / base / 1e6, base / ours
    }'
done
