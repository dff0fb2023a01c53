#!/usr/bin/env bash
# How large reports of large evidence are, and how long a browser without a network takes to show them. Fails when one is over 1 MB.
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
megabytes=${1:-500}
advisor=${ADVISOR:-$root/advisor}
work=$root/advisor-engine/target/bench/report
logs=$root/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence/slowquery
most=1000000

case $megabytes in
    *[!0-9]*)
        printf 'usage: report.sh [MEGABYTES]\n' >&2
        exit 2
        ;;
esac

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
[ -x /usr/bin/time ] || { printf 'This needs GNU time, /usr/bin/time.\n' >&2; exit 4; }
java=$JDK_HOME/bin/java
mkdir -p "$work"

# Target, generator with its arguments: makes an input once.
input() {
    local target=$work/$1
    shift
    [ -s "$target" ] || { "$java" -Xmx512m "${@/TARGET/$target.new}" > /dev/null && mv "$target.new" "$target"; } || exit 4
}

# Seconds until a browser has laid the file out, its start included.
shown() {
    local start=$EPOCHREALTIME
    chromium --headless --no-sandbox --disable-gpu --host-resolver-rules='MAP * ~NOTFOUND' --dump-dom "file://$1" > /dev/null 2>&1 || return 1
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'
}

# Title, files: prints how large they are and what became of them.
report() {
    local title=$1 html=$work/$1.html json=$work/$1.json bytes size
    shift
    bytes=$(cat "$@" | wc -c)
    /usr/bin/time -o "$work/time" -f '%e %M' "$advisor" diagnose "$@" --fail-on none --format html --output "$html" 2> "$work/stderr" \
        || { printf '  %-26s failed: %s\n' "$title" "$(tail -n 1 "$work/stderr")"; failed=1; return; }
    "$advisor" diagnose "$@" --fail-on none --format json --output "$json" 2> /dev/null
    size=$(wc -c < "$html")
    tail -n 1 "$work/time" | awk -v what="$title" -v b="$bytes" -v html="$size" -v json="$(wc -c < "$json")" '{
        printf "  %-26s %6.0f MB  report %5.0f kB  JSON %6.0f kB %7.1f s %5.0f MB peak", what, b / 1e6, html / 1e3, json / 1e3, $1, $2 / 1024 }'
    if command -v chromium > /dev/null; then
        printf '  shown after %s s' "$(shown "$html")"
    fi
    printf '\n'
    [ "$size" -le "$most" ] || { printf '  That is more than %d bytes.\n' "$most"; failed=1; }
}

failed=0
"$advisor" rules list > /dev/null || exit 4
gzip -dc "$root/samples/checkout/k6.ndjson.gz" > "$work/source.ndjson"
input repeated.ndjson "$here/Inputs.java" text "$work/source.ndjson" TARGET "$megabytes"
input endpoints.ndjson "$here/Inputs.java" varied "$work/source.ndjson" TARGET "$megabytes"
input mysql.log "$here/Inputs.java" varied "$logs/mariadb.log" TARGET "$megabytes"
input postgres.log "$here/Inputs.java" varied "$logs/postgres.log" TARGET "$megabytes"
input workload.jfr "$here/jfr/Workload.java" "$megabytes" TARGET

: > "$work/empty.html"
printf 'An empty page is shown after %s s.\n' "$(command -v chromium > /dev/null && shown "$work/empty.html")"
report 'k6' "$work/repeated.ndjson"
report 'k6, many endpoints' "$work/endpoints.ndjson"
report 'MySQL, many statements' "$work/mysql.log"
report 'PostgreSQL, many statements' "$work/postgres.log"
report 'recording' "$work/workload.jfr"
report 'all of it at once' "$work/endpoints.ndjson" "$work/mysql.log" "$work/postgres.log" "$work/workload.jfr"
exit "$failed"
