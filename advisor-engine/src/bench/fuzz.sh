#!/usr/bin/env bash
# Looks for bytes on which a reader fails: throws, hangs for a minute, or contradicts itself.
#   fuzz.sh [jfr] [SECONDS]             of recordings; 600 s when nothing is said; what was found goes on from run to run
#   fuzz.sh evidence [SECONDS]          of whatever is handed in: archives, logs, plans, load tests, facts and words
#   fuzz.sh [WHICH] --keep [KILOBYTES]  puts the smallest inputs that reach the most branches beside the test that runs them
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
engine=$root/advisor-engine
resources=$engine/src/test/resources/dev/perfadvisor/engine
work=$engine/target/fuzz
kept=$resources/evidence/jfr/fuzz
package=dev.perfadvisor.engine.evidence.jfr
target=$package.JfrFuzzTest
seeds() {
    "$JDK_HOME/bin/java" -cp "$classes" "$package.Seeds" "$work/seeds"
}
case ${1:-} in
    jfr) shift ;;
    evidence)
        shift
        work=$engine/target/fuzz-evidence
        kept=$resources/fuzz
        package=dev.perfadvisor.engine
        target=$package.EvidenceFuzzTest
        seeds() {
            find "$resources/evidence" -type f -size -16k -not -path '*/fuzz/*' |
                while read -r file; do cp "$file" "$work/seeds/$(md5sum < "$file" | cut -c1-16)"; done
        }
        ;;
esac

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
mkdir -p "$work/found" "$work/seeds" "$work/failed"
[ -d "$work/lib" ] || "$root/mvnw" -q -f "$here/fuzz/pom.xml" dependency:copy-dependencies -DoutputDirectory="$work/lib" || exit 4
(cd "$root" && ./mvnw -q -pl .,advisor-engine/scripted-model,advisor-engine test-compile \
    dependency:build-classpath -Dlibraries.scope=test -Dmdep.outputFile="$work/class-path") || exit 4
classes=$engine/target/test-classes:$engine/target/classes:$(cat "$work/class-path")

jazzer() {
    "$JDK_HOME/bin/java" -Xmx768m -XX:+UseSerialGC -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
        --sun-misc-unsafe-memory-access=allow -cp "$work/lib/*:$classes" com.code_intelligence.jazzer.Jazzer \
        --target_class="$target" --instrumentation_includes="$package.**" --custom_hook_includes="$package.**" \
        --reproducer_path="$work/failed" -artifact_prefix="$work/failed/" -timeout=60 -rss_limit_mb=2500 "$@"
}

if [ "${1:-}" = --keep ]; then
    most=$((${2:-300} * 1000))
    rm -rf "$work/merged" && mkdir -p "$work/merged"
    jazzer -merge=1 "$work/merged" "$kept" "$work/found" || exit 4
    # Smallest first, as many as fit: each of the merged ones reaches something that smaller ones do not.
    find "$work/merged" -type f -printf '%s %p\n' | sort -n | awk -v most="$most" '(sum += $1) <= most { print $2 }' |
        while read -r input; do cp "$input" "$kept/"; done
    printf '%s inputs are kept.\n' "$(find "$kept" -type f | wc -l)"
    exit
fi
seeds || exit 4
jazzer -max_total_time="${1:-600}" -max_len=16384 -print_final_stats=1 "$work/found" "$kept" "$work/seeds"
