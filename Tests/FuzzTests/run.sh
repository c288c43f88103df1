#!/usr/bin/env bash
# Fuzzes every target under this folder, or the named ones, for so many seconds each. Exits 1 on a finding.
# First the canary: a target with a planted trap that must be found, so that a dead fuzzer cannot look green.
#
#   Tests/FuzzTests/run.sh SECONDS [NAME...]      names as in fuzz-NAME; BELAY_FUZZ_SEED makes a run repeatable
set -euo pipefail
cd "$(dirname "$0")/../.."

[ $# -gt 0 ] || { echo "usage: Tests/FuzzTests/run.sh SECONDS [NAME...]" >&2; exit 2; }
seconds=$1
shift
seed=${BELAY_FUZZ_SEED:-1}
scratch=.build/fuzz
mkdir -p "$scratch/work"
# With the backtracer a crash hangs instead of ending.
export BELAY_FUZZ=1 SWIFT_BACKTRACE=enable=no

build() { swift build -c release --sanitize=fuzzer --scratch-path "$scratch" --product "fuzz-$1"; }

# fuzz NAME FOLDER SECONDS: runs one target on a copy of its seeds, its words in $scratch/work/NAME.log
fuzz() {
    local corpus="$scratch/work/$1"
    mkdir -p "$corpus" "$scratch/findings"
    "$scratch/release/fuzz-$1" "$corpus" "$2/corpus" -max_total_time="$3" -seed="$seed" -max_len=65536 \
        -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
        -artifact_prefix="$scratch/findings/$1-" >"$scratch/work/$1.log" 2>&1
}

build canary
if fuzz canary Tests/FuzzTests/Canary 30; then
    echo "fuzz-canary: the planted trap was not found; the fuzzer is dead" >&2
    exit 1
fi
grep -q 'deadly signal' "$scratch/work/canary.log" || { cat "$scratch/work/canary.log" >&2; exit 1; }
rm -rf "$scratch/findings/canary-"* "$scratch/work/canary"
echo "fuzz-canary: the planted trap was found"

status=0
for folder in Tests/FuzzTests/*/; do
    folder=${folder%/}
    name=$(basename "$folder" | tr '[:upper:]' '[:lower:]')
    [ "$name" != canary ] || continue
    if [ $# -gt 0 ] && [[ " $* " != *" $name "* ]]; then continue; fi
    build "$name"
    if fuzz "$name" "$folder" "$seconds"; then
        executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$scratch/work/$name.log")
        rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$scratch/work/$name.log")
        echo "fuzz-$name: $executions executions in $seconds s, $rate a second, nothing found"
    else
        tail -n 40 "$scratch/work/$name.log" >&2
        echo "fuzz-$name: a finding, kept in $scratch/findings" >&2
        status=1
    fi
done
exit $status
