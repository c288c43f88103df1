#!/usr/bin/env bash
# Our git against the `git` program: a fetch of 2,000 commits, of 5,000 new tags, their list in the order of versions,
# and a checkout of 5,000 files. Medians of interleaved rounds, each program from its start to its end.
# Prints rows `what | ours | baseline | ratio | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-5}
scratch=.build/bench
work=$scratch/git
rm -rf "$work"
mkdir -p "$work"
work=$(realpath "$work")
swift build -c release --product bench-git --scratch-path "$scratch" >"$work/build.log" 2>&1 || {
    cat "$work/build.log" >&2
    exit 1
}
ours=$(realpath "$scratch/release/bench-git")

# Nothing of the operator's own settings, and names that are as durable on both sides.
export GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_COUNT=2
export GIT_CONFIG_KEY_0=core.fsync GIT_CONFIG_VALUE_0=committed,reference
export GIT_CONFIG_KEY_1=gc.auto GIT_CONFIG_VALUE_1=0

upstream=$work/upstream
git init -q --bare -b main "$upstream"
awk 'BEGIN {
    for (n = 1; n <= 2000; n++) {
        text = "content " n "\n"
        printf "commit refs/heads/main\ncommitter Ada <ada@example.org> %d +0000\ndata 6\nChange\n", 1700000000 + n
        printf "M 100644 inline dir%d/file\ndata %d\n%s\n", n % 10, length(text), text
    }
    print "commit refs/heads/main\ncommitter Ada <ada@example.org> 1700003000 +0000\ndata 5\nFiles"
    for (n = 1; n <= 5000; n++) printf "M 100644 inline d%d/e%d/file%d\ndata 200\n%0199d\n\n", n % 50, n % 7, n, n
}' | git -C "$upstream" fast-import --quiet
head=$(git -C "$upstream" rev-parse main)
seq 5000 | awk -v head="$head" '{ printf "create refs/tags/v1.%d.%d %s\n", $1 / 100, $1 % 100, head }' >"$work/tags"

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
# timed NAME COMMAND...: appends the milliseconds that the command takes
timed() {
    local start end file=$work/$1.figures
    shift
    start=$(date +%s%N)
    "$@" >/dev/null
    end=$(date +%s%N)
    echo $(((end - start) / 1000000)) >>"$file"
}

for _ in $(seq "$rounds"); do
    rm -rf "$work"/clone* "$work"/bare "$work"/release "$work"/tree
    timed ours-commits "$ours" fetch "$upstream" "$work/clone"
    timed git-commits git clone -q --bare --no-local "$upstream" "$work/bare"
    git -C "$upstream" update-ref --stdin <"$work/tags"
    timed ours-tags "$ours" fetch "$upstream" "$work/clone"
    timed git-tags git -C "$work/bare" fetch -q --tags
    timed ours-list "$ours" list "$work/clone"
    timed git-list git -C "$work/bare" tag -l --sort=v:refname 'v*'
    timed ours-files "$ours" checkout "$work/clone" "$work/release"
    timed git-files git -C "$work/bare" worktree add -q --detach "$work/tree" main
    sed 's/create \([^ ]*\) .*/delete \1/' "$work/tags" | git -C "$upstream" update-ref --stdin
done

missed=0
# row NAME WORDS BOUND
row() {
    awk -v what="$2" -v bound="$3" -v ours="$(median "$work/ours-$1.figures")" \
        -v base="$(median "$work/git-$1.figures")" 'BEGIN {
        printf "%s | %d ms | %d ms | %.2f | <= %s\n", what, ours, base, ours / base, bound
        exit !(ours / base <= bound)
    }' || missed=1
}
row commits "git: fetch of 2,001 commits (git clone)" 6
row tags "git: fetch of 5,000 new tags (git fetch --tags)" 1
row list "git: list of 5,000 tags by version (git tag)" 6
row files "git: checkout of 5,010 files (git worktree add)" 3
exit "$missed"
