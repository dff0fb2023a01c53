#!/usr/bin/env bash
# What the service stands; builds nothing: run ./advisor before.
#   bench.sh kills ROUNDS        killed while it takes artifacts and messages in and reads: what was accepted and is lost
#   bench.sh hostile FILES       damaged and hostile files of every kind: how each ends
#   bench.sh overload SECONDS    more work than it can do: what becomes of it, and of its memory
#   bench.sh instances CASES     two over one PostgreSQL, one of which is killed: whether all is done, and when
#   bench.sh latency SECONDS     each operation for so long at 100 requests a second: p50 and p99
#   bench.sh large MEGABYTES     one artifact, with a heap of 256 MB
set -eu
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$bench/../../.." && pwd -P)
# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
what=${1:-}
amount=${2:-20}
sample=$root/samples/checkout
if [ -z "${BENCH_CLASS_PATH:-}" ]; then
    BENCH_CLASS_PATH="$(ls -1dt "$root"/target/run/*/ | head -n 1)http-api/*"
fi
work=$(mktemp -d "${TMPDIR:-/tmp}/advisor-bench.XXXXXX")
trap 'stop_postgres; rm -rf "$work"' EXIT

# A PostgreSQL of its own on a free port, which does not run as root.
postgres() {
    if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}
start_postgres() {
    bin=$(ls -1d /usr/lib/postgresql/*/bin | tail -n 1)
    port=$((20000 + RANDOM % 20000))
    chmod 755 "$work"
    mkdir "$work/postgres"
    [ "$(id -u)" -ne 0 ] || chown postgres "$work/postgres"
    postgres "$bin/initdb" -D "$work/postgres/data" -U advisor -A trust > /dev/null
    postgres "$bin/pg_ctl" -D "$work/postgres/data" -w -l "$work/postgres/log" \
        -o "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -p $port" start > /dev/null
    export ADVISOR_DATABASE_URL="jdbc:postgresql://127.0.0.1:$port/postgres?user=advisor"
}
stop_postgres() {
    [ ! -d "$work/postgres/data" ] || postgres "$bin/pg_ctl" -D "$work/postgres/data" -m immediate stop > /dev/null
}

case $what in
    kills) main=Kills files=("$sample/k6-summary.json" "$sample/postgres.csv.gz") ;;
    hostile)
        main=Hostile
        resources=$root/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence
        mapfile -t files < <(find "$sample" "$resources" -type f -size -300k -not -path '*/fuzz/*' | sort)
        ;;
    instances) main=Instances files=("$sample/app.jfr.zst") && start_postgres ;;
    latency) main=Latency files=("$sample/k6-summary.json") ;;
    large) main=Large files=() ;;
    overload) main=Overload files=("$sample/app.jfr.zst") ;;
    *)
        sed -n '3,8s/^#   /usage: /p' "${BASH_SOURCE[0]}" >&2
        exit 2
        ;;
esac
"$JDK_HOME/bin/java" -cp "$BENCH_CLASS_PATH" "$bench/$main.java" "$amount" "$work" "${files[@]}"
