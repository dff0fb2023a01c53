#!/usr/bin/env bash
# Measures how long one waits for the advisor on small evidence, as whole processes that take turns with their peers.
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../.." && pwd -P) || exit 4
runs=${1:-7}
recording=${2:-}
work=$root/advisor-engine/target/bench/start
sample=$root/samples/checkout
main=dev.perfadvisor.shell.Main

# shellcheck source=../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
# shellcheck source=../../../.mvn/build-once.sh
. "$root/.mvn/build-once.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
[ -x /usr/bin/time ] || { printf 'This needs GNU time, /usr/bin/time.\n' >&2; exit 4; }
mkdir -p "$work"
"$root/advisor" --version > /dev/null || exit 4
path=$(class_path "$root/target/run/$(fingerprint "$root")/shell")
if [ -z "$recording" ]; then
    recording=$work/app.jfr
    [ -f "$recording" ] || zstd -q -d "$sample/app.jfr.zst" -o "$recording" || { printf 'This needs zstd, or a recording as second argument.\n' >&2; exit 4; }
fi

# The same program by nothing but java: no cache, no choice of compilers and collector.
plain() { "$JDK_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -cp "$path" "$main" "$@"; }

# Name of the runs' file, command: appends wall seconds and CPU seconds.
measure() {
    local into=$work/runs.$1 start=$EPOCHREALTIME
    shift
    /usr/bin/time -o "$work/time" -f '%U %S' "$@" > /dev/null 2> "$work/stderr" || { tail -n 1 "$work/stderr" >&2; return 1; }
    tail -n 1 "$work/time" | awk -v a="$start" -v b="$EPOCHREALTIME" '{ print b - a, $1 + $2 }' >> "$into"
}

# How long until a terminal shows the prompt.
prompt() {
    python3 - "$root/advisor" << 'END' >> "$work/runs.prompt"
import fcntl, os, pty, signal, struct, sys, termios, time
start = time.monotonic()
child, terminal = pty.fork()
if child == 0:
    os.environ["TERM"] = "xterm"
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
while b"advisor>" not in seen and time.monotonic() - start < 60:
    seen += os.read(terminal, 4096)
shown = time.monotonic() - start
os.kill(child, signal.SIGKILL)
_, _, used = os.wait4(child, 0)
print("%.3f %.3f" % (shown, used.ru_utime + used.ru_stime))
END
}

# The run in the middle by wall time.
median() { sort -n "$work/runs.$1" | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'; }

# Title, file of runs, file of the runs to compare with and what they are.
report() {
    [ -f "$work/runs.$2" ] || return 0
    { median "$2"; median "$3"; } | awk -v what="$1" -v than="$4" 'NR == 1 { wall = $1; cpu = $2 } NR == 2 {
        printf "  %-46s %6.2f s wall %6.2f s CPU   %5.2f x %s\n", what, wall, cpu, wall / $1, than
    }'
}

rm -f "$work"/runs.*
export -f plain
export JDK_HOME path main
for run in $(seq "$runs"); do
    for kind in "load $sample/k6-summary.json" "jfr $recording"; do
        name=${kind%% *}
        file=${kind#* }
        measure "$name.plain" bash -c 'plain diagnose "$1"' - "$file"
        measure "$name.advisor" "$root/advisor" diagnose "$file"
        measure "$name.facts" "$root/advisor" facts "$file"
        measure "$name.words" "$root/advisor" diagnose "$file" --problem 'the API is slow since the deploy'
    done
    measure jfr.summary "$JDK_HOME/bin/jfr" summary "$recording"
    measure version "$root/advisor" --version
    command -v python3 > /dev/null && prompt
done
printf 'Summary of a load test, %s bytes; the run in the middle of %s\n' "$(wc -c < "$sample/k6-summary.json")" "$runs"
report 'plain Java: diagnose' load.plain load.plain 'plain Java'
report 'advisor diagnose' load.advisor load.plain 'plain Java'
report 'advisor diagnose --problem' load.words load.plain 'plain Java'
report 'advisor facts (without rules)' load.facts load.advisor 'advisor diagnose'
report 'the prompt of the shell' prompt load.plain 'plain Java'
report 'advisor --version' version load.advisor 'advisor diagnose'
printf 'Recording, %s bytes\n' "$(wc -c < "$recording")"
report 'plain Java: diagnose' jfr.plain jfr.plain 'plain Java'
report 'advisor diagnose' jfr.advisor jfr.plain 'plain Java'
report 'advisor diagnose' jfr.advisor jfr.summary 'jfr summary'
report 'advisor diagnose --problem' jfr.words jfr.plain 'plain Java'
report 'advisor facts (without rules)' jfr.facts jfr.advisor 'advisor diagnose'
report 'jfr summary' jfr.summary jfr.plain 'plain Java'
