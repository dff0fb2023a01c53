#!/usr/bin/env bash
# Makes labelled cases: evidence of a real service under load with known faults, or none.
#   cases.sh DIR [NAME...]     all scenarios, or those named; what is there already is left alone
set -u
export LC_ALL=C

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P) || exit 4
root=$(cd "$here/../../../.." && pwd -P) || exit 4
[ $# -gt 0 ] || { printf 'usage: cases.sh DIR [NAME...]\n' >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd -P) || exit 4
shift
wanted=" $* "
tools=$out/.tools
databases=$out/.databases
jmeter=$root/.ci/jmeter/target/home
postgres_port=15497
mariadb_port=13397
port=18297
partner_port=18298

# shellcheck source=../../../../.mvn/find-jdk.sh
. "$root/.mvn/find-jdk.sh"
find_jdk || { printf '%s\n' "$NO_JDK" >&2; exit 4; }
java=$JDK_HOME/bin/java
for program in mvn python3 wrk hey ab mariadbd; do
    command -v "$program" > /dev/null || { printf 'This needs %s: apt-get install maven python3 wrk hey apache2-utils mariadb-server postgresql\n' "$program" >&2; exit 4; }
done
pg=$(printf '%s\n' /usr/lib/postgresql/*/bin | tail -n 1)
[ -x "$pg/initdb" ] || { printf 'This needs PostgreSQL: apt-get install postgresql\n' >&2; exit 4; }

# A database does not run as root.
as() {
    local user=$1
    shift
    if [ "$(id -u)" -eq 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

owned() { [ "$(id -u)" -ne 0 ] || chown -R "$1" "$2"; }

prepare() {
    mkdir -p "$tools" "$databases"
    [ -d "$jmeter" ] || mvn -q -f "$root/.ci/jmeter/pom.xml" package || exit 4
    [ -d "$tools/lib" ] || mvn -q -f "$here/pom.xml" dependency:copy-dependencies -DoutputDirectory="$tools/lib" || exit 4
    local kind renamed file
    for kind in "${kinds[@]}"; do
        renamed=$tools/$kind
        mkdir -p "$renamed"
        for file in "$here"/service/net/parcelhub/*.java; do
            names "$kind" < "$file" > "$renamed/$(basename "$file" .java | names "$kind").java"
        done
        "$JDK_HOME/bin/javac" -nowarn -d "$tools/$kind.classes" -cp "$tools/lib/*" "$renamed"/*.java 2> /dev/null || exit 4
    done
}

# What the service and all in it are called: by their own names, or by those of a file of names.
kinds=(parcel campus clinic brewery)
names() { if [ -f "$here/names/$1.sed" ]; then sed -f "$here/names/$1.sed"; else cat; fi; }

psql() { "$pg/psql" -q -h 127.0.0.1 -p "$postgres_port" -U shop "$@"; }
maria() { mariadb -h 127.0.0.1 -P "$mariadb_port" -u shop "$@"; }

start_postgres() {
    local data=$databases/postgres kind
    if [ ! -d "$data" ]; then
        mkdir -p "$data"
        owned postgres "$data"
        as postgres "$pg/initdb" -D "$data" -U shop -A trust -N > /dev/null || exit 4
    fi
    (cd / && as postgres "$pg/pg_ctl" -D "$data" -w -l "$data/start.log" -o "-p $postgres_port -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories='' -c logging_collector=on -c log_directory=log -c shared_buffers=256MB \
        -c session_preload_libraries=auto_explain -c log_rotation_age=0 -c log_rotation_size=0 -c log_temp_files=0" start > /dev/null) || exit 4
    for kind in "${kinds[@]}"; do
        psql -d postgres -c "create database $kind" 2> /dev/null || continue
        python3 "$here/schema.py" postgres "$([ "$kind" = parcel ] && echo 120000 || echo 90000)" | names "$kind" | psql -d "$kind" || exit 4
    done
}

start_mariadb() {
    local data=$databases/mariadb kind
    if [ ! -d "$data" ]; then
        mkdir -p "$data"
        owned mysql "$data"
        as mysql mariadb-install-db --datadir="$data" --auth-root-authentication-method=normal > /dev/null 2>&1 || exit 4
    fi
    (cd / && as mysql mariadbd --no-defaults --datadir="$data" --port="$mariadb_port" --bind-address=127.0.0.1 --socket="$data/socket" \
        --innodb-buffer-pool-size=256M --innodb-flush-log-at-trx-commit=2 --pid-file="$data/pid" > "$data/start.log" 2>&1 &)
    for _ in $(seq 60); do
        [ -S "$data/socket" ] && mariadb -S "$data/socket" -u root -e 'select 1' > /dev/null 2>&1 && break
        sleep 0.5
    done
    mariadb -S "$data/socket" -u root -e "create user if not exists shop@'127.0.0.1'; grant all on *.* to shop@'127.0.0.1'" || exit 4
    for kind in "${kinds[@]}"; do
        maria -e "create database $kind" 2> /dev/null || continue
        python3 "$here/schema.py" mariadb 90000 | names "$kind" | maria "$kind" > /dev/null || exit 4
    done
}

stop_databases() {
    (cd / && as postgres "$pg/pg_ctl" -D "$databases/postgres" -m fast -w stop > /dev/null 2>&1)
    [ ! -s "$databases/mariadb/pid" ] || kill "$(cat "$databases/mariadb/pid")" 2> /dev/null
}

# database, names, SQL
sql() {
    if [ "$1" = postgres ]; then names "$2" <<< "$3" | psql -d "$2" > /dev/null; else names "$2" <<< "$3" | maria "$2"; fi
}

# Where statements are logged from now on: case, threshold in ms, format of PostgreSQL's log.
log_statements() {
    if [ "$database" = postgres ]; then
        local to=stderr plans=-1
        case $log in csv) to=csvlog ;; json) to=jsonlog ;; plans) plans=5 ;; esac
        psql -d postgres -c "alter system set log_destination = '$to'" -c "alter system set log_filename = '$1.log'" \
            -c "alter system set log_line_prefix = '${prefix:-%m [%p] }'" -c "alter system set log_min_duration_statement = $threshold" \
            -c "alter system set auto_explain.log_min_duration = $plans" -c 'alter system set auto_explain.log_analyze = on' \
            -c 'alter system set log_lock_waits = on' -c "alter system set deadlock_timeout = '200ms'" \
            -c 'select pg_reload_conf()' > /dev/null
        sleep 0.5
        psql -d postgres -c 'select pg_rotate_logfile()' > /dev/null
        sleep 0.5
    else
        maria -e "set global slow_query_log_file = '$1.log'"
    fi
}

# MariaDB gives these to new sessions only.
announce_logging() {
    [ "$database" != mariadb ] || maria -e "set global slow_query_log_file = 'before.log'; set global slow_query_log = 1;
        set global long_query_time = $threshold / 1000; set global log_slow_verbosity = 'query_plan,explain'"
}

stop_logging() {
    if [ "$database" = postgres ]; then
        psql -d postgres -c 'alter system set log_min_duration_statement = -1' -c 'alter system set auto_explain.log_min_duration = -1' \
            -c "alter system set log_filename = 'idle.log'" -c 'select pg_reload_conf()' > /dev/null
        sleep 0.5
        psql -d postgres -c 'select pg_rotate_logfile()' > /dev/null
        sleep 0.5
        gzip -c "$(ls "$databases/postgres/log/$1".* | head -n 1)" > "$2/database.log.gz"
        rm -f "$databases/postgres/log/$1".*
    else
        maria -e "set global slow_query_log_file = 'before.log'; set global slow_query_log = 0"
        rm -f "$databases/mariadb/before.log"
        gzip -c "$databases/mariadb/$1.log" > "$2/database.log.gz"
        rm -f "$databases/mariadb/$1.log"
    fi
}

# The tool, seconds, requests, where its result goes.
load() {
    local url
    url=http://127.0.0.1:$port$(head -n 1 "$3" | cut -d, -f2)
    case $1 in
        jmeter-csv | jmeter-xml)
            local format=csv
            [ "$1" = jmeter-csv ] || format=xml
            "$java" -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Djava.awt.headless=true "-Djmeter.home=$jmeter" "-Djava.util.prefs.userRoot=$tools" \
                -cp "$jmeter/lib/ext/*:$jmeter/lib/*" org.apache.jmeter.NewDriver -n -t "$here/load.jmx" -l "$4/load.jtl" -j "$tools/jmeter.log" \
                "-Jusers=$users" "-Jseconds=$2" "-JperMinute=$((rate * 60))" "-Jport=$port" "-Jrequests=$3" \
                "-Jjmeter.save.saveservice.output_format=$format" -Jjmeterengine.force.system.exit=true > /dev/null 2>&1
            ;;
        wrk) REQUESTS=$3 PAUSE=$((users * 1000 / rate)) wrk -t 1 -c "$users" -d "${2}s" --latency -s "$here/load.lua" "http://127.0.0.1:$port" > "$4/wrk.txt" ;;
        hey) hey -z "${2}s" -c "$users" -q "$((rate / users > 0 ? rate / users : 1))" "$url" > "$4/hey.txt" ;;
        hey-csv) hey -z "${2}s" -c "$users" -q "$((rate / users > 0 ? rate / users : 1))" -o csv "$url" > "$4/hey.csv" ;;
        ab) ab -q -k -t "$2" -n 1000000 -c "$users" "$url" > "$4/ab.txt" 2> /dev/null ;;
    esac
}

faults_of_database() {
    local action=$1 table=scan_event index=scan_parcel column=parcel_id
    case $faults in
        *no-scan-index*) ;;
        *no-barcode-index*) table=parcel index=parcel_barcode column=barcode ;;
        *) return ;;
    esac
    if [ "$action" = break ]; then
        if [ "$database" = postgres ]; then sql postgres "$names" "drop index $index"; else sql mariadb "$names" "drop index $index on $table"; fi
    else
        sql "$database" "$names" "create index $index on $table ($column)"
    fi
}

# scenario NAME key=value...: half names database server log tool seconds rate users threshold faults mix causes also words and jvm
scenario() {
    local name=$1
    shift
    case $wanted in '  ' | *" $name "*) ;; *) return ;; esac
    [ ! -e "$out/$name/truth.json" ] || return 0
    local half='' names=parcel database=postgres server=tomcat log=stderr prefix='' tool=jmeter-csv seconds=40 rate=30 users=24 threshold=0
    local workers=24 connections=12 client=blocking settings=profile jvm='-Xmx512m' faults=none mix='' causes='' also='' words='' explain='' healthy=''
    local "$@"
    printf '%s %s\n' "$(date +%T)" "$name"
    local work=$tools/run to=$out/.new/$name pid partner url package other
    rm -rf "$work" "$to"
    mkdir -p "$work" "$to"
    package=$(names "$names" <<< net.parcelhub)
    other=$(names "$names" <<< Partner)
    url="jdbc:postgresql://127.0.0.1:$postgres_port/$names?user=shop"
    [ "$database" = postgres ] || url="jdbc:mariadb://127.0.0.1:$mariadb_port/$names?user=shop"
    faults_of_database break
    announce_logging
    "$java" -Xmx128m -XX:+UseSerialGC -cp "$tools/$names.classes" "$package.$other" "$partner_port" &
    partner=$!
    # shellcheck disable=SC2086
    "$java" $jvm -cp "$tools/$names.classes:$tools/lib/*" "$package.Main" "port=$port" "server=$server" "workers=$workers" "database=$url" \
        "connections=$connections" "partner=http://127.0.0.1:$partner_port" "client=$client" "files=$work" "faults=$faults" > "$work/out" 2> "$work/err" &
    pid=$!
    for _ in $(seq 120); do grep -q ready "$work/out" && break; sleep 0.25; done
    mix=$(names "$names" <<< "$mix")
    python3 "$here/requests.py" "$mix" 20000 > "$work/requests"
    REQUESTS=$work/requests PAUSE=120 timeout 20 wrk -t 1 -c 3 -d 4s -s "$here/load.lua" "http://127.0.0.1:$port" > /dev/null
    log_statements "$name"
    "$JDK_HOME/bin/jcmd" "$pid" JFR.start name=case "settings=$settings" > /dev/null
    load "$tool" "$seconds" "$work/requests" "$to"
    "$JDK_HOME/bin/jcmd" "$pid" JFR.stop name=case "filename=$to/app.jfr" > /dev/null
    stop_logging "$name" "$to"
    kill "$pid" "$partner" 2> /dev/null
    wait "$pid" "$partner" 2> /dev/null
    faults_of_database mend
    printf '%s\n' "$words" > "$to/problem.txt"
    python3 - "$to/truth.json" "$half" "$causes" "$also" "$explain" <<'P'
import json, sys
file, half, causes, also, explain = sys.argv[1:]
json.dump(dict(healthy=not causes, causes=[one.split('|') for one in causes.split()], also=['host.noisy-neighbour', 'load.invalid-test'] + also.split(),
               explain=explain, half=half), open(file, 'w'), indent=1)
P
    mv "$to" "$out/$name"
}

trap stop_databases EXIT
prepare
start_postgres
start_mariadb
# shellcheck source=scenarios.sh
. "$here/scenarios.sh"
