# Sourced by advisor: builds the adapters when their sources are not the ones that were built last.
# shellcheck shell=bash

# Checksum over the names and contents of all that goes into the build. A file that is added, changed, renamed or gone
# changes it; a file that was only touched does not.
fingerprint() {
    (
        cd "$1" || exit 1
        shopt -s nullglob
        {
            printf '%s\n' pom.xml */pom.xml */*/pom.xml .mvn/jvm.config .mvn/maven.config .mvn/*.java
            find ./*/src/main ./*/*/src/main -type f
        } | LC_ALL=C sort | tr '\n' '\0' | xargs -0 cksum
    ) | cksum | tr ' ' '-'
}

# All jars of a directory, in a fixed order: the ahead-of-time cache holds for one class path only.
class_path() {
    local jar path=
    for jar in "$1"/*.jar; do
        path=$path${path:+:}$jar
    done
    printf '%s\n' "$path"
}

# Whether the files named among the arguments are under 100 MB together. What comes from standard input may be large.
is_small() {
    local argument size
    local files=()
    for argument in "$@"; do
        if [ "$argument" = - ]; then
            return 1
        elif [ -e "$argument" ]; then
            files+=("$argument")
        fi
    done
    [ ${#files[@]} -gt 0 ] || return 0
    size=$(du -skcL -- "${files[@]}" 2> /dev/null | tail -n 1)
    size=${size%%[!0-9]*}
    [ "${size:-0}" -lt 102400 ]
}

# Takes the lock $1, a directory, and waits for it where another process holds it. One whose owner is gone, or that had
# no owner for ten seconds (a process that died between the two lines that make it), is taken over.
take_lock() {
    local lock=$1 owner waited=0
    until mkdir "$lock" 2> /dev/null; do
        owner=$(cat "$lock/owner" 2> /dev/null)
        if { [ -n "$owner" ] && ! kill -0 "$owner" 2> /dev/null; } || { [ -z "$owner" ] && [ "$waited" -ge 10 ]; }; then
            # Only one can rename it away.
            mv "$lock" "$lock.$$" 2> /dev/null && rm -rf "$lock.$$"
            continue
        fi
        [ "$waited" -gt 0 ] || printf 'Another launch is building; waiting for it.\n' >&2
        waited=$((waited + 1))
        sleep 1
    done
    printf '%s\n' "$$" > "$lock/owner"
}

# Builds into directory $2 unless another launch has done so meanwhile. Two launches do not build at once.
build_once() {
    local root=$1 run=$2 status=0
    build_lock=$root/target/build.lock
    mkdir -p "$root/target"
    take_lock "$build_lock"
    trap 'rm -rf "$build_lock"; exit 130' INT TERM HUP
    [ -d "$run" ] || build "$root" "$run" || status=1
    rm -rf "$build_lock"
    trap - INT TERM HUP
    return $status
}

build() {
    local root=$1 run=$2 log=$1/target/build.log status started=$SECONDS module
    printf 'Building the advisor with %s (first use, or its sources have changed)\n' "$JDK_HOME" >&2
    # A library that is no longer needed must not stay.
    rm -rf "$root/shell/target/lib" "$root/http-api/target/lib"
    "$root/mvnw" --batch-mode -Dstyle.color=never -Dmaven.test.skip=true -Dspotless.check.skip=true \
        ${ADVISOR_PROFILE:+-P "$ADVISOR_PROFILE"} -pl shell,http-api -am package 2>&1 < /dev/null | tee "$log" | show_modules
    status=${PIPESTATUS[0]}
    if [ "$status" -ne 0 ]; then
        tail -n 25 "$log" >&2
        printf 'advisor: The build failed; all of its output is in %s.\n' "$log" >&2
        return 1
    fi
    local fresh=$root/target/run.$$
    for module in shell http-api; do
        mkdir -p "$fresh/$module"
        cp "$root/$module/target/$module"-*.jar "$root/$module/target/lib"/*.jar "$fresh/$module" || return 1
    done
    # Not worth failing for: without it each start takes a little longer.
    "$JDK_HOME/bin/java" "$root/.mvn/RenewClasses.java" "$fresh"/shell/picocli-*.jar >> "$log" 2>&1
    forget_old_builds "$root"
    mkdir -p "${run%/*}"
    mv "$fresh" "$run"
    train "$root" "$run"
    printf 'Built in %s s\n' "$((SECONDS - started))" >&2
}

# One line a module, of Maven's lines like
#   [INFO] Building Advisor Engine 0.1.0-SNAPSHOT                             [2/5]
show_modules() {
    local line name started=$SECONDS
    while IFS= read -r line; do
        case $line in
            '[INFO] Building '*'['*/*']')
                name=${line#'[INFO] Building '}
                name=${name%% [0-9]*}
                printf '  [%s %s (%s s)\n' "${line##*[}" "$name" "$((SECONDS - started))" >&2
                ;;
        esac
    done
}

# The newest build stays for a server that runs on it; older ones go.
forget_old_builds() {
    local old
    # shellcheck disable=SC2012
    ls -1dt "$1"/target/run/*/ 2> /dev/null | tail -n +2 | while IFS= read -r old; do
        rm -rf "$old"
    done
}

# Keeps classes loaded and linked for the next start of the shell, and of the processes in which the server reads evidence.
# Without it everything works, only slower.
train() {
    local root=$1 run=$2
    printf '  preparing a fast start\n' >&2
    train_one "$root" "$run" advisor shell dev.perfadvisor.shell.Training -XX:+UseCompactObjectHeaders
    train_one "$root" "$run" reader http-api dev.perfadvisor.http.analysis.Training
    return 0
}

train_one() {
    local root=$1 run=$2 cache=$3 module=$4 main=$5
    shift 5
    local evidence=()
    [ -d "$root/samples/checkout" ] && evidence=("$root/samples/checkout")
    "$JDK_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
        "$@" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:AOTCacheOutput="$run/training.aot" \
        -cp "$(class_path "$run/$module")" "$main" "${evidence[@]}" > /dev/null 2>> "$root/target/build.log" < /dev/null
    [ -f "$run/training.aot" ] && mv "$run/training.aot" "$run/$cache.aot"
}
