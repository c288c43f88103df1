#!/usr/bin/env bash
# `belay check` from start to end on a normal project and on large files, beside a program that does nothing: medians of
# interleaved rounds. Prints rows `what | ours | baseline | difference | bound`; exits 1 if a bound is not met.
set -euo pipefail
cd "$(dirname "$0")/../.."

rounds=${1:-41}
# As the Makefile ships it, and in the same folder.
scratch=.build/release-static
work=$PWD/.build/bench/check
mkdir -p "$work/normal/playbooks" "$work/large/playbooks"
for product in belay bench-empty; do
    swift build -c release --static-swift-stdlib --scratch-path "$scratch" --product "$product" \
        >"$work/build.log" 2>&1 || {
        cat "$work/build.log" >&2
        exit 1
    }
done
cc -O2 -Wall -Werror -o "$work/measure" Benchmarks/Startup/measure.c

# What people have: a manifest, two playbooks, six services, two environments.
cat >"$work/normal/belay.yml" <<'YAML'
app: shop
source: { git: . }
services:
  api: { health: { http: /health, port: 8000 } }
  web: { health: { http: /, port: 3000 }, after: [api] }
databases:
  main: { postgres: { service: db, database: shop, user: shop, password: "${secrets.database}" } }
files: { uploads: { volume: uploads } }
migrations: { in: api, now: alembic current, up: alembic upgrade head, down: alembic downgrade -1, compatible: true }
backups: { to: /var/backups/shop, offsite: [sftp://backup@backup.example.com/shop] }
secrets: { database: { env: PGPASSWORD } }
environments:
  staging: { docker: { compose: [compose.yml], project: shop-staging } }
  production:
    docker: {}
    url: https://shop.example.com
    traffic: { managed: { listen: { 8080: api, 3000: web } } }
    window: Sun 02:00-05:00 Europe/London
default: staging
YAML
cp playbooks/update.yml playbooks/rollback.yml "$work/normal/playbooks/"
{
    printf 'services:\n'
    for name in api web worker mail; do
        printf '  %s:\n    image: registry.example.com/%s:1.4.%d\n    env_file: [{ path: app.env, required: false }]\n' \
            "$name" "$name" "${#name}"
        # shellcheck disable=SC2016 # the variable is Compose's
        printf '    environment: { LEVEL: "${LEVEL:-info}", PORT: "8000" }\n    depends_on: [db, cache]\n'
        printf '    healthcheck: { test: [CMD, curl, -f, http://localhost:8000/], interval: 10s }\n'
    done
    printf '  cache: { image: "redis:7.4", volumes: ["uploads:/u:ro"], healthcheck: { test: [CMD, redis-cli, ping] } }\n'
    printf '  db:\n    image: postgres:16.4\n    volumes: ["data:/var/lib/postgresql/data"]\n'
    printf '    healthcheck: { test: [CMD, pg_isready] }\nvolumes: { data: , uploads: }\n'
} >"$work/normal/compose.yml"

# Ten thousand lines of Compose, and two hundred steps.
awk 'BEGIN {
    print "x-base: &base\n  restart: unless-stopped\n  logging: {driver: json-file, options: {max-size: \"10m\"}}\nservices:"
    for (i = 0; i < 588; i++) {
        printf "  service-%d:\n    <<: *base\n    image: registry.example.org/team/application-%d:1.%d\n", i, i % 40, i % 9
        printf "    environment:\n      DATABASE_URL: postgres://db/app\n      LOG_LEVEL: ${LOG_LEVEL:-info}\n"
        printf "      WORKERS: \"%d\"\n    depends_on: [db]\n    deploy:\n      replicas: %d\n", i % 16, i % 5 + 1
        printf "      resources:\n        limits: { cpus: \"0.50\", memory: 512M }\n    volumes:\n      - ./conf:/etc/app:ro\n"
        printf "    healthcheck:\n      test: [CMD-SHELL, \"curl -fsS http://localhost:8080/ || exit 1\"]\n      interval: 10s\n"
    }
    print "  db: { image: \"postgres:16.4\", healthcheck: { test: [CMD, pg_isready] } }"
}' >"$work/large/compose.yml"
awk 'BEGIN {
    print "playbook: long\nsteps:"
    for (i = 0; i < 200; i++) {
        printf "  - roll: { services: [service-%d], monitor: 6s, parallelism: 1 }\n    name: step-%d\n", i, i
        printf "    when: env == '"'"'production'"'"' and app != '"'"'x'"'"'\n"
        printf "    gate: { http: /health, passes: 3, every: 1s, within: 2m }\n"
    }
}' >"$work/large/playbooks/long.yml"
printf 'app: shop\nenvironments: { here: { docker: {} } }\n' >"$work/large/belay.yml"

check() { printf '%s\n' "$scratch/release/belay" check --quiet "$@"; }
mapfile -t normal < <(check --app "$work/normal/belay.yml")
mapfile -t compose < <(check "$work/large/compose.yml")
mapfile -t playbook < <(check "$work/large/playbooks/long.yml")
mapfile -t large < <(check --app "$work/large/belay.yml")
"$work/measure" "$rounds" "${normal[@]}" -- "${compose[@]}" -- "${playbook[@]}" -- "${large[@]}" \
    -- "$scratch/release/bench-empty" >"$work/medians"
awk -v lines="$(wc -l <"$work/large/compose.yml")" '
    # row WHAT TIME BOUND
    function row(what, time, bound) {
        printf "%s | %.1f ms | %.1f ms | %+.1f ms | <= %s ms\n", what, time, empty, time - empty, bound
        if (time > bound) missed = 1
    }
    { time[NR] = $1 }
    END {
        empty = time[5]
        row("`belay check` of a normal project", time[1], 40)
        row("`belay check` of a Compose file of " lines " lines", time[2], 150)
        row("`belay check` of a playbook of 200 steps", time[3], 150)
        row("`belay check` of a project of both", time[4], 150)
        exit missed
    }
' "$work/medians"
