#!/usr/bin/env bash
# Measures how fast recordings are read, as whole processes that take turns with their peers on the same files.
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
runs=${1:-3}
work=$root/advisor-engine/target/bench/jfr
small=$root/samples/checkout/app.jfr.zst
[ $# -eq 0 ] || shift
sizes=${*:-120 600}

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
[ -x /usr/bin/time ] || { printf 'This needs GNU time, /usr/bin/time.\n' >&2; exit 4; }
java=$JDK_HOME/bin/java
mkdir -p "$work/peers"

if [ ! -d "$work/peers/lib" ]; then
    mvn -q -f "$here/jfr/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/peers/lib" || exit 4
fi
"$JDK_HOME/bin/javac" -cp "$work/peers/lib/*" -d "$work/peers/classes" "$here"/jfr/CountEvents.java "$here"/jfr/JmcRules.java || exit 4
"$root/advisor" rules list > /dev/null || exit 4

# Name of the runs' file, command: appends wall seconds, CPU seconds and peak kilobytes.
measure() {
    local into=$1
    shift
    /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$@" > /dev/null 2> "$work/stderr" || return 1
    tail -n 1 "$work/time" | awk '{ print $1, $2 + $3, $4 }' >> "$into"
}

# The run in the middle by CPU time.
median() { sort -n -k2 "$1" | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# Title, file of runs, CPU seconds and wall seconds of the advisor.
report() {
    median "$2" | awk -v what="$1" -v cpu="$3" -v wall="$4" '{
        printf "  %-40s %7.2f s wall %7.2f s CPU %6.0f MB peak   advisor / this: CPU %5.2f, wall %5.2f\n", what, $1, $2, $3 / 1024, cpu / $2, wall / $1
    }'
}

bench() {
    local file=$1 run ours
    rm -f "$work"/runs.*
    for run in $(seq "$runs"); do
        measure "$work/runs.advisor" "$root/advisor" facts "$file" || { printf 'The advisor failed: %s\n' "$(tail -n 1 "$work/stderr")"; return; }
        measure "$work/runs.one" taskset -c 0 "$root/advisor" facts "$file"
        measure "$work/runs.heap64" env JDK_JAVA_OPTIONS=-Xmx64m "$root/advisor" facts "$file"
        measure "$work/runs.summary" "$JDK_HOME/bin/jfr" summary "$file"
        measure "$work/runs.count" "$java" -cp "$work/peers/classes" CountEvents "$file"
        measure "$work/runs.converter" "$java" -cp "$work/peers/lib/*" one.convert.Main --cpu "$file" "$work/flame.html"
        measure "$work/runs.jmc" "$java" -cp "$work/peers/classes:$work/peers/lib/*" JmcRules "$file"
    done
    printf '%s, %d MB\n' "${file##*/}" $(($(wc -c < "$file") / 1000000))
    ours=$(median "$work/runs.advisor")
    set -- "$(cut -d' ' -f2 <<< "$ours")" "$(cut -d' ' -f1 <<< "$ours")"
    report 'advisor facts' "$work/runs.advisor" "$@"
    report 'advisor facts, one processor' "$work/runs.one" "$@"
    report 'advisor facts, heap of 64 MB' "$work/runs.heap64" "$@"
    report 'jfr summary' "$work/runs.summary" "$@"
    report 'RecordingFile, counting events' "$work/runs.count" "$@"
    report "async-profiler's converter, CPU samples" "$work/runs.converter" "$@"
    if [ -s "$work/runs.jmc" ]; then
        report 'JMC, loading and evaluating its rules' "$work/runs.jmc" "$@"
    else
        printf '  skipped: JMC failed on this file\n'
    fi
}

printf '%s runs each, the one in the middle by CPU time is shown; files are in the cache of the system.\n' "$runs"
if command -v zstd > /dev/null; then
    zstd -dqf "$small" -o "$work/checkout.jfr"
    bench "$work/checkout.jfr"
fi
for size in $sizes; do
    if [ ! -s "$work/$size.jfr" ]; then
        "$java" -Xmx256m "$here/jfr/Workload.java" "$size" "$work/$size.jfr.new" && mv "$work/$size.jfr.new" "$work/$size.jfr"
    fi
    bench "$work/$size.jfr"
done
