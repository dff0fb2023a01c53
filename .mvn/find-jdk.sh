# Sourced by advisor and mvnw: finds a JDK 25 or newer.
# shellcheck shell=bash

# Major version of the JDK at $1 in JDK_MAJOR; 0 when there is no JDK. Its `release` file tells it without starting it:
#   JAVA_VERSION="25.0.3"
jdk_major() {
    JDK_MAJOR=0
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    local line version
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=}
                version=${version//\"/}
                version=${version#1.}
                version=${version%%[!0-9]*}
                JDK_MAJOR=${version:-0}
                return 0
                ;;
        esac
    done < "$1/release"
    return 1
}

# Home of the java on the PATH, through all symbolic links.
jdk_on_path() {
    local java target
    java=$(command -v java) || return 1
    while [ -L "$java" ]; do
        target=$(readlink "$java")
        case $target in
            /*) java=$target ;;
            *) java=${java%/*}/$target ;;
        esac
    done
    java=${java%/*}
    printf '%s\n' "${java%/bin}"
}

# Puts the home of the first fitting JDK into JDK_HOME; status 1 when there is none.
# JDK_SEARCH_ONLY, for tests: look at these directories (separated by colons) and nowhere else.
find_jdk() {
    local candidates candidate saved_ifs
    JDK_HOME=
    if [ -n "${JDK_SEARCH_ONLY+set}" ]; then
        saved_ifs=$IFS
        IFS=:
        # shellcheck disable=SC2206
        candidates=($JDK_SEARCH_ONLY)
        IFS=$saved_ifs
    else
        candidates=(
            "${ADVISOR_JAVA_HOME:-}"
            "${JAVA_HOME:-}"
            "$(jdk_on_path)"
            /usr/lib/jvm/*
            /usr/java/*
            /opt/*
            "$HOME"/.sdkman/candidates/java/*
            "$HOME"/.jdks/*
            "$HOME"/.asdf/installs/java/*
            /Library/Java/JavaVirtualMachines/*/Contents/Home
            "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home
        )
        if [ -x /usr/libexec/java_home ]; then
            candidates+=("$(/usr/libexec/java_home -v 25+ 2> /dev/null)")
        fi
    fi
    for candidate in ${candidates[@]+"${candidates[@]}"}; do
        if [ -n "$candidate" ] && jdk_major "$candidate" && [ "$JDK_MAJOR" -ge 25 ]; then
            JDK_HOME=$candidate
            return 0
        fi
    done
    return 1
}

# For those who have none.
NO_JDK='No JDK 25 or newer was found: install one, or let ADVISOR_JAVA_HOME name its directory.'
