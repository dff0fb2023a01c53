#!/usr/bin/env bash
# How often runs of one build are called different, and how often one that is a tenth slower is found out.
set -eu
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$bench/../../.." && pwd -P)
runs=${1:-$root/advisor-engine/target/bench/repeated-runs}
# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
if [ ! -d "$runs" ]; then
    "$JDK_HOME/bin/java" "$bench/RepeatedRuns.java" "$runs" "${2:-48}" "${3:-24}" >&2
fi
build=$(ls -1dt "$root"/target/run/*/ | head -n 1)
"$JDK_HOME/bin/java" --sun-misc-unsafe-memory-access=allow -cp "$build/shell/*" "$bench/FalseAlarms.java" "$runs" base slow "${4:-6}"
