#!/usr/bin/env bash
# Measures reading of slow query logs beside the tools that people use for it, on the same files in the same run.
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
megabytes=${1:-500}
peer_megabytes=${2:-20}
work=$root/advisor-engine/target/bench
logs=$root/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence/slowquery

case $megabytes$peer_megabytes in
    *[!0-9]*)
        printf 'usage: slowlog.sh [MEGABYTES [MEGABYTES FOR THE PEERS]]\n' >&2
        exit 2
        ;;
esac

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
mkdir -p "$work"

# Runs "$@" and sets wall and CPU seconds and peak megabytes.
measure() {
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" > "$work/stdout" 2> "$work/stderr" || return 1
    read -r wall cpu peak < <(tail -n 1 "$work/time" | awk '{ print $1, $2 + $3, int($4 / 1024) }')
}

# Name, file, megabytes per CPU second of the advisor to compare with; then the command.
line() {
    local name=$1 bytes base=$3
    bytes=$(wc -c < "$2")
    shift 3
    if ! command -v "$1" > /dev/null; then
        printf '  %-34s skipped: it is not here\n' "$name"
    elif measure "$@"; then
        rate=$(awk -v b="$bytes" -v c="$cpu" 'BEGIN { printf "%.1f", b / 1e6 / (c < 0.01 ? 0.01 : c) }')
        printf '  %-34s %7.1f MB per CPU s %8.2f s CPU %8.2f s wall %6d MB peak  %s\n' "$name" "$rate" "$cpu" "$wall" "$peak" \
            "$(awk -v a="$base" -v r="$rate" 'BEGIN { if (a != "") printf "the advisor is %.2f times as fast", a / r }')"
    else
        printf '  %-34s failed: %s\n' "$name" "$(tail -n 1 "$work/stderr")"
    fi
}

input() {
    [ -s "$1" ] || { "$JDK_HOME/bin/java" "$here/Inputs.java" text "$2" "$1.new" "$3" && mv "$1.new" "$1"; }
}

one_log() {
    local name=$1 source=$2 peer=$3 large=$work/$megabytes-$2 small=$work/$peer_megabytes-$2
    shift 3
    input "$large" "$logs/$source" "$megabytes"
    input "$small" "$logs/$source" "$peer_megabytes"
    printf '%s: %s MB, peers on %s MB of the same\n' "$name" "$megabytes" "$peer_megabytes"
    JAVA_TOOL_OPTIONS=-XX:ActiveProcessorCount=1 line 'advisor facts, one thread' "$large" '' "$root/advisor" facts "$large"
    local own=$rate single=$wall
    line 'advisor facts, all threads' "$large" '' "$root/advisor" facts "$large"
    awk -v s="$single" -v w="$wall" 'BEGIN { printf "  wall time of one thread over that of all: %.2f\n", s / w }'
    line "$peer" "$small" "$own" "$@" "$small"
    line 'wc -l' "$large" "$own" wc -l "$large"
    line 'bare newline scan in Java' "$large" "$own" "$JDK_HOME/bin/java" "$here/Newlines.java" "$large"
}

"$root/advisor" rules list > /dev/null || exit 4
one_log 'MySQL slow log' mariadb.log 'pt-query-digest' pt-query-digest --no-version-check
one_log 'PostgreSQL stderr' postgres.log 'pgbadger' pgbadger -q -x json -o - -p '%m [%p] %q%u@%d %a %h '
