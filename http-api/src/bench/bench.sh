#!/usr/bin/env bash
# What the service stands: bench.sh kills ROUNDS | hostile FILES | overload SECONDS. Builds nothing: run ./advisor before.
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
trap 'rm -rf "$work"' EXIT
case $what in
    kills) main=Kills files=("$sample/k6-summary.json" "$sample/postgres.csv.gz") ;;
    hostile) main=Hostile files=("$sample"/*) ;;
    overload) main=Overload files=("$sample/app.jfr.zst") ;;
    *)
        printf 'usage: bench.sh kills ROUNDS | hostile FILES | overload SECONDS\n' >&2
        exit 2
        ;;
esac
"$JDK_HOME/bin/java" -cp "$BENCH_CLASS_PATH" "$bench/$main.java" "$amount" "$work" "${files[@]}"
