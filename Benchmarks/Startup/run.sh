#!/usr/bin/env bash
# `belay version` against a program that does nothing and is linked with the same: medians of interleaved rounds.
# Prints rows `what | ours | baseline | difference | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-101}
# As the Makefile ships it, and in the same folder.
scratch=.build/release-static
work=.build/bench/startup
mkdir -p "$work"
for product in belay bench-empty; do
    swift build -c release --static-swift-stdlib --scratch-path "$scratch" --product "$product" \
        >"$work/build.log" 2>&1 || {
        cat "$work/build.log" >&2
        exit 1
    }
    readelf --dynamic --wide "$scratch/release/$product" | sed -n 's/.*(NEEDED)[^[]*//p' | sort >"$work/$product.needed"
done
# The comparison is only fair while both are loaded with the same libraries.
diff "$work/belay.needed" "$work/bench-empty.needed" >&2
cc -O2 -Wall -Werror -o "$work/measure" Benchmarks/Startup/measure.c

"$work/measure" "$rounds" "$scratch/release/belay" version -- "$scratch/release/bench-empty" >"$work/medians"
awk '
    # row WHAT OURS BASELINE DIFFERENCE UNIT FIGURE BOUND
    function row(what, ours, baseline, difference, unit, figure, bound) {
        printf "%s | %s | %s | %s | <= %s %s\n", what, ours, baseline, difference, bound, unit
        if (figure > bound) missed = 1
    }
    { time[NR] = $1; memory[NR] = $2 * 1024 / 1e6 }
    END {
        more = time[1] - time[2]
        row("`belay version`, over an empty program", sprintf("%.1f ms", time[1]), sprintf("%.1f ms", time[2]),
            sprintf("%+.1f ms", more), "ms", more, 3)
        row("`belay version`, from start to end", sprintf("%.1f ms", time[1]), "-", "-", "ms", time[1], 15)
        row("`belay version`, memory at its most", sprintf("%.1f MB", memory[1]), sprintf("%.1f MB", memory[2]),
            sprintf("%+.1f MB", memory[1] - memory[2]), "MB", memory[1], 25)
        exit missed
    }
' "$work/medians"
