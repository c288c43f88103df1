#!/usr/bin/env bash
# Our tree, with places and all checks, against bare libyaml events on the same file: medians of interleaved rounds.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-9}
scratch=.build/bench
work=$scratch/yaml
mkdir -p "$work"
swift build -c release --product bench-yaml --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
cc -O2 -o "$work/events" Benchmarks/YAML/events.c -lyaml

# What people write: services with short keys, lists, quotes, comments, an anchor and merges, a script now and then.
awk 'BEGIN {
    print "x-base: &base\n  restart: unless-stopped\n  logging: {driver: json-file, options: {max-size: \"10m\"}}\nservices:"
    for (i = 0; i < 9000; i++) {
        printf "  # service number %d of many\n  service-%d:\n    <<: *base\n", i, i
        printf "    image: registry.example.org/team/application-%d:1.%d.%d\n", i % 40, i % 9, i % 7
        printf "    ports:\n      - \"%d:8080\"\n      - 2222:22\n    environment:\n", 10000 + i
        printf "      DATABASE_URL: postgres://user:${PASSWORD:?needed}@db-%d:5432/app\n", i
        printf "      LOG_LEVEL: info\n      WORKERS: %d\n      DEBUG: false\n      MOTTO: '"'"'it'"'"''"'"'s fine'"'"'\n", i % 16
        printf "    depends_on: [db, cache, queue]\n    deploy:\n      replicas: %d\n      resources:\n", i % 5
        printf "        limits: { cpus: \"0.50\", memory: 512M }\n    healthcheck:\n"
        printf "      test: [CMD-SHELL, \"curl -fsS http://localhost:8080/health || exit 1\"]\n      interval: 10s\n"
        if (i % 8 == 0) print "    command: |\n      set -e\n      ./migrate --wait\n      exec ./server --port 8080\n"
    }
}' >"$work/services.yml"

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

rm -f "$work"/*.seconds
for _ in $(seq "$rounds"); do
    "$work/events" "$work/services.yml" 3 >>"$work/events.seconds"
    "$scratch/release/bench-yaml" read "$work/services.yml" 3 >>"$work/read.seconds"
    "$scratch/release/bench-yaml" walk "$work/services.yml" 3 >>"$work/walk.seconds"
done

size=$(stat -c %s "$work/services.yml")
status=0
# row WHAT SECONDS BOUND
row() {
    awk -v what="$1" -v ours="$2" -v base="$(median "$work/events.seconds")" -v size="$size" -v bound="$3" 'BEGIN {
        printf "%s | %.1f MB/s | %.1f MB/s | %.2f | %s\n", what, size / ours / 1e6, size / base / 1e6, base / ours,
            bound == "" ? "-" : ">= " bound
        exit bound != "" && base / ours < bound
    }' || status=1
}
row "YAML to a tree with places, against bare libyaml events" "$(median "$work/read.seconds")" 0.6
row "the same, then every node asked for its meaning and place" "$(median "$work/walk.seconds")" ""
exit $status
