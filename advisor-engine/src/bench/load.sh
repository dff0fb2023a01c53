#!/usr/bin/env bash
# Results of load tests: what a CPU second reads, beside jq and JMeter's own report generator.
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
megabytes=${1:-500}
peer_megabytes=${2:-50}
advisor=${ADVISOR:-$root/advisor}
work=$root/advisor-engine/target/bench
loads=$root/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence/loadtest
jmeter=$root/.ci/jmeter/target/home

case $megabytes$peer_megabytes in
    *[!0-9]*)
        printf 'usage: load.sh [MEGABYTES [MEGABYTES FOR THE PEERS]]\n' >&2
        exit 2
        ;;
esac

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
/usr/bin/time -f %e true > /dev/null 2>&1 || { printf 'GNU time is needed (apt-get install time).\n' >&2; exit 4; }
mkdir -p "$work"

# Name, source, size: makes the input once.
input() {
    [ -s "$work/$3-$1" ] || "$JDK_HOME/bin/java" "$here/Inputs.java" text "$2" "$work/$3-$1" "$3" > /dev/null
}

# What, file, command...: prints MB per CPU second, wall seconds, peak memory; keeps the first in $rate.
measure() {
    local what=$1 file=$2 bytes
    shift 2
    bytes=$(wc -c < "$file")
    if ! /usr/bin/time -o "$work/time" -f '%U %S %e %M' "$@" > /dev/null 2> "$work/stderr"; then
        printf '  %-28s failed: %s\n' "$what" "$(tail -n 1 "$work/stderr")"
        rate=
        return
    fi
    rate=$(tail -n 1 "$work/time" | awk -v b="$bytes" '{ printf "%.1f", b / 1e6 / ($1 + $2 < 0.01 ? 0.01 : $1 + $2) }')
    tail -n 1 "$work/time" | awk -v what="$what" -v rate="$rate" -v b="$bytes" '{
        printf "  %-28s %8.1f MB per CPU s %8.2f s wall %6.0f MB peak   (%.0f MB)\n", what, rate, $3, $4 / 1024, b / 1e6 }'
}

# What, rate of the advisor, rate of the peer.
ratio() {
    if [ -n "$2" ] && [ -n "$3" ]; then
        awk -v what="$1" -v a="$2" -v b="$3" 'BEGIN { printf "  %-28s %8.1f x\n", what, a / b }'
    fi
}

gzip -dc "$root/samples/checkout/k6.ndjson.gz" > "$work/source.ndjson"
gzip -dc "$loads/repeated/points.csv.gz" > "$work/source.k6csv"
gzip -dc "$loads/other/flaky.csv.gz" > "$work/source.jtl"

for format in k6.ndjson:ndjson k6.csv:k6csv jmeter.csv:jtl; do
    name=${format%%:*}
    source=$work/source.${format##*:}
    input "$name" "$source" "$megabytes"
    input "$name" "$source" "$peer_megabytes"
    file=$work/$megabytes-$name
    small=$work/$peer_megabytes-$name
    printf '%s\n' "$name"
    measure 'advisor facts' "$file" "$advisor" facts "$file"
    ours=$rate
    wall=$(tail -n 1 "$work/time" | cut -d' ' -f3)
    if command -v taskset > /dev/null; then
        measure 'advisor, one processor' "$file" taskset -c 0 "$advisor" facts "$file"
        ratio 'wall: one processor / all' "$(tail -n 1 "$work/time" | cut -d' ' -f3)" "$wall"
    fi
    case $name in
        k6.ndjson)
            if command -v jq > /dev/null; then
                measure 'jq, one metric' "$small" jq -n \
                    'reduce (inputs | select(.type == "Point" and .metric == "http_req_duration")) as $p (0; . + $p.data.value)' "$small"
                ratio 'advisor / jq' "$ours" "$rate"
            else
                printf '  skipped: jq is not here\n'
            fi
            ;;
        jmeter.csv)
            if [ -d "$jmeter" ]; then
                rm -rf "$work/report"
                measure 'JMeter report generator' "$small" "$JDK_HOME/bin/java" -Djava.awt.headless=true \
                    -Djava.util.prefs.userRoot="$work" -Djmeter.home="$jmeter" -cp "$jmeter/lib/ext/*:$jmeter/lib/*" \
                    org.apache.jmeter.NewDriver -g "$small" -o "$work/report" -j "$work/jmeter.log"
                ratio 'advisor / JMeter' "$ours" "$rate"
            else
                printf '  skipped: there is no JMeter; ./mvnw -f .ci/jmeter/pom.xml package gets one\n'
            fi
            ;;
    esac
done
