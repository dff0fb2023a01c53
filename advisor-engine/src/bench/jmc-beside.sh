#!/usr/bin/env bash
# What JDK Mission Control finds in recordings beside what the advisor finds: jmc-beside.sh RECORDING.jfr...
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
lib=$root/advisor-engine/target/bench/jfr/peers/lib
[ $# -gt 0 ] || { printf 'Usage: jmc-beside.sh RECORDING.jfr...\n' >&2; exit 2; }

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
if [ ! -d "$lib" ]; then
    mvn -q -f "$here/jfr/pom.xml" dependency:copy-dependencies -DoutputDirectory="$lib" || exit 4
fi
"$root/advisor" rules list > /dev/null || exit 4
build=$(ls -1dt "$root"/target/run/*/ | head -n 1)
"$JDK_HOME/bin/java" --sun-misc-unsafe-memory-access=allow -Djava.util.logging.config.file=/dev/null -cp "$build/shell/*:$lib/*" \
    "$here/jfr/BesideJmc.java" "$root/knowledge-rules/src/main/resources/coverage/jmc.yaml" "$@" 2> /dev/null
