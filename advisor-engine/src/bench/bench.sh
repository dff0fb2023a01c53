#!/usr/bin/env bash
# Measures how fast evidence is read: the whole process, from its start to its end, beside a peer on the same file.
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
megabytes=${1:-100}
runs=${2:-3}
work=$root/advisor-engine/target/bench
logs=$root/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence/slowquery
sample=$root/samples/checkout

case $megabytes$runs in
    *[!0-9]*)
        printf 'usage: bench.sh [MEGABYTES [RUNS]]\n' >&2
        exit 2
        ;;
esac

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
mkdir -p "$work"

skipped() { printf '  skipped: %s\n' "$1"; }

# Runs "$@" and prints wall seconds, CPU seconds and peak kilobytes; - where nothing on this machine can tell.
if /usr/bin/time -f %e true > /dev/null 2>&1; then
    measure() {
        # Wall time from the shell: that of GNU time ends at hundredths, and a peer takes less.
        local start=$EPOCHREALTIME end
        /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" > /dev/null 2> "$work/stderr" || return 1
        end=$EPOCHREALTIME
        tail -n 1 "$work/time" | awk -v a="$start" -v b="$end" '{ print b - a, $1 + $2, $3 }'
    }
elif command -v python3 > /dev/null; then
    measure() {
        python3 - "$@" 2> "$work/stderr" << 'END'
import os, sys, time
start = time.monotonic()
child = os.fork()
if child == 0:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.execvp(sys.argv[1], sys.argv[1:])
_, status, used = os.wait4(child, 0)
print("%.3f %.3f %d" % (time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss))
sys.exit(status != 0)
END
    }
else
    skipped 'CPU time and peak memory: neither GNU time nor python3 is here'
    measure() {
        local start=$EPOCHREALTIME
        "$@" > /dev/null 2> "$work/stderr" || return 1
        awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { print b - a, "-", "-" }'
    }
fi

# The run in the middle of the lines of a file, by wall time.
median() { sort -n "$1" | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# One line of the table: what, bytes, file of runs, wall seconds of the advisor to compare with.
report() {
    median "$3" | awk -v what="$1" -v bytes="$2" -v advisor="$4" -v n="$(wc -l < "$3")" '{
        wall = $1 < 0.001 ? 0.001 : $1
        peak = $3 == "-" ? "-" : sprintf("%.0f", $3 / 1024)
        ratio = advisor == "" ? "" : sprintf("%.1f x", advisor / wall)
        printf "  %-26s %8.3f s %9.1f MB/s %8s s CPU %7s MB peak %12s   (%d runs)\n", what, $1, bytes / 1e6 / wall, $2, peak, ratio, n
    }'
}

# Name, file, then the peers. Advisor and peers take turns, so that a busy machine is busy for all of them.
bench() {
    local name=$1 file=$2 bytes run peer
    shift 2
    bytes=$(wc -c < "$file")
    rm -f "$work"/runs.*
    for run in $(seq "$runs"); do
        measure "$root/advisor" facts "$file" >> "$work/runs.advisor" || {
            skipped "$name: the advisor failed: $(tail -n 1 "$work/stderr")"
            return
        }
        for peer in "$@"; do
            measure bash -c "$peer" peer "$file" >> "$work/runs.${peer%% *}" || rm -f "$work/runs.${peer%% *}"
        done
    done
    printf '%s, %d MB\n' "$name" $((bytes / 1000000))
    report 'advisor facts' "$bytes" "$work/runs.advisor" ''
    for peer in "$@"; do
        if [ -s "$work/runs.${peer%% *}" ]; then
            report "${peer%% \"*}" "$bytes" "$work/runs.${peer%% *}" "$(median "$work/runs.advisor" | cut -d' ' -f1)"
        else
            skipped "${peer%% *}: it failed on this file"
        fi
    done
}

# Kind, name of the input, source. Inputs are kept from run to run.
input() {
    local target=$work/$megabytes-$2
    [ -s "$target" ] && return
    if "$JDK_HOME/bin/java" "$here/Inputs.java" "$1" "$3" "$target.new" "$megabytes"; then
        mv "$target.new" "$target"
    fi
}

printf 'Inputs of about %s MB, %s runs each, the one in the middle is shown; files are in the cache of the system.\n' "$megabytes" "$runs"
printf 'The ratio says how many times longer the advisor takes than the peer.\n'
"$root/advisor" rules list > /dev/null || exit 4

cat='cat "$1" > /dev/null'
wc='wc -l "$1"'

if command -v zstd > /dev/null; then
    zstd -dqf "$sample/app.jfr.zst" -o "$work/source.jfr"
else
    skipped 'the recording of the sample: there is no zstd; recordings of the tests are used'
    gzip -dc "$root"/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence/jfr/*.jfr.gz > "$work/source.jfr"
fi
input jfr recording.jfr "$work/source.jfr"
PATH=$PATH:$JDK_HOME/bin
bench 'JFR recording' "$work/$megabytes-recording.jfr" "$cat" 'jfr summary "$1"'

gzip -dc "$sample/postgres.csv.gz" > "$work/source.csv"
input text postgres.csv "$work/source.csv"
bench 'PostgreSQL csvlog' "$work/$megabytes-postgres.csv" "$cat" "$wc"

input text postgres.log "$logs/postgres.log"
bench 'PostgreSQL stderr log' "$work/$megabytes-postgres.log" "$cat" "$wc"

input text mariadb.log "$logs/mariadb.log"
bench 'MySQL slow log' "$work/$megabytes-mariadb.log" "$cat" "$wc"

gzip -dc "$sample/k6.ndjson.gz" > "$work/source.ndjson"
input text k6.ndjson "$work/source.ndjson"
if command -v jq > /dev/null; then
    bench 'k6 NDJSON' "$work/$megabytes-k6.ndjson" "$cat" "$wc" 'jq -c .data "$1"'
else
    bench 'k6 NDJSON' "$work/$megabytes-k6.ndjson" "$cat" "$wc"
    skipped 'jq: it is not here'
fi

loads=$root/advisor-engine/src/test/resources/dev/perfadvisor/engine/evidence/loadtest
gzip -dc "$loads/repeated/points.csv.gz" > "$work/source.k6csv"
input text k6.csv "$work/source.k6csv"
bench 'k6 CSV' "$work/$megabytes-k6.csv" "$cat" "$wc"

gzip -dc "$loads/other/flaky.csv.gz" > "$work/source.jtl"
input text jmeter.csv "$work/source.jtl"
bench 'JMeter results table' "$work/$megabytes-jmeter.csv" "$cat" "$wc"

# The same on one processor: what reading in parallel brings is the ratio of the wall times.
if command -v taskset > /dev/null; then
    for name in k6.ndjson k6.csv jmeter.csv; do
        rm -f "$work"/runs.*
        for run in $(seq "$runs"); do
            measure "$root/advisor" facts "$work/$megabytes-$name" >> "$work/runs.all"
            measure taskset -c 0 "$root/advisor" facts "$work/$megabytes-$name" >> "$work/runs.one"
        done
        printf '%s, all processors and one\n' "$name"
        all=$(median "$work/runs.all" | cut -d' ' -f1)
        bytes=$(wc -c < "$work/$megabytes-$name")
        report 'all processors' "$bytes" "$work/runs.all" ''
        report 'one processor' "$bytes" "$work/runs.one" "$all"
    done
else
    skipped 'one processor: there is no taskset'
fi
