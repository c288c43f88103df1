#!/usr/bin/env bash
# A dump of a PostgreSQL database of some gigabytes through compression and encryption, against the shell pipe
# `pg_dump -Fc -Z0 | zstd -3 | age` at the same level and threads, by turns; and the memory of our side.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

gigabytes=${1:-2}
rounds=${2:-3}
scratch=$PWD/.build/bench
work=$(mktemp -d)
port=$((20000 + $$ % 20000))
as=()
[ "$(id -u)" -ne 0 ] || as=(runuser -u postgres --)
export PATH=/usr/lib/postgresql/15/bin:$PATH

swift build -c release --product bench-backup --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
chmod 777 "$work"
cleanup() {
    "${as[@]}" pg_ctl -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT
"${as[@]}" initdb -D "$work/data" -U belay -A trust --no-sync >/dev/null
"${as[@]}" pg_ctl -D "$work/data" -l "$work/log" -w \
    -o "-c fsync=off -c listen_addresses=127.0.0.1 -p $port -k $work -c max_wal_size=8GB" start >/dev/null
createdb -h 127.0.0.1 -p "$port" -U belay shop
# A row of pgbench and its index take some 150 bytes: a hundred thousand of them a unit of scale.
pgbench -h 127.0.0.1 -p "$port" -U belay -i -q -s $((gigabytes * 70)) shop >/dev/null 2>&1
size=$(psql -h 127.0.0.1 -p "$port" -U belay -A -t -c "SELECT pg_database_size('shop')" shop)
age-keygen -o "$work/key" 2>/dev/null
recipient=$(age-keygen -y "$work/key")
threads=$(nproc)
[ "$threads" -le 4 ] || threads=4

seconds() {
    local began
    began=$(date +%s.%N)
    "$@" >/dev/null
    echo "$began $(date +%s.%N)" | awk '{ printf "%.3f\n", $2 - $1 }'
}
pipe() {
    pg_dump -w -Fc -Z0 -h 127.0.0.1 -p "$port" -U belay shop | zstd -q -3 -T"$threads" |
        age -r "$recipient" -o "$work/pipe.age"
    sync "$work/pipe.age"
    rm -f "$work/pipe.age"
}
ours() {
    rm -rf "$work/project"
    mkdir "$work/project"
    "$scratch/release/bench-backup" "$work/project" "$port" "$recipient" >>"$work/memory"
}
for _ in $(seq "$rounds"); do
    seconds pipe >>"$work/theirs"
    seconds ours >>"$work/ours"
done
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
awk -v size="$size" -v ours="$(median "$work/ours")" -v theirs="$(median "$work/theirs")" \
    -v memory="$(sort -n "$work/memory" | tail -1)" 'BEGIN {
    printf "dump of %.1f GB, compressed and sealed | %.0f MB/s | %.0f MB/s | %.2f | >= 0.9\n",
        size / 1e9, size / 1e6 / ours, size / 1e6 / theirs, theirs / ours
    printf "memory of Belay meanwhile, at most | %.0f MiB | - | - | <= 64 MiB\n", memory / 1024
    exit theirs / ours < 0.9 || memory > 65536
}'
