# The cases, sourced by cases.sh. Of each fault there are two, which differ in names, database, server, client, tool, length and rate.
# Their halves were dealt out before any of them was diagnosed: weights and limits are set on half=tuning, half=held-back only reports.
# shellcheck shell=bash disable=SC2034

plain='3 /parcels/{1-90000}; 3 /track/B{1-90000}; 2 /search/s{1-4999}; 1 /quote/z{1-9}; 1 /label/z{1-9}; 1 /report/top; 2 /scan/{1-90000}; 1 /depots/{1-400}'

scenario healthy-light-a half=tuning rate=20 seconds=35 mix="$plain" words='Routine check of the parcel service. Is anything wrong?'
scenario n-plus-one-a half=tuning rate=20 seconds=40 faults=n-plus-one mix='6 /depots/{1-400}; 4 /parcels/{1-90000}; 2 /search/s{1-4999}' \
    causes=db.n-plus-one words='The list of parcels of a depot is slow, everything else is fine.' explain='Tracking.oneByOne asks for the scans of each of 150 parcels.'
scenario missing-index-b half=tuning names=parcel tool=wrk users=6 rate=25 seconds=25 log=plans threshold=2 faults=no-barcode-index \
    mix='7 /track/B{1-90000}; 3 /parcels/{1-90000}' causes=db.missing-index also='db.statement-slow cpu.saturated' words='Tracking by barcode has become slow.' explain='No index on parcel(barcode).'
scenario pool-exhausted-a half=tuning database=mariadb connections=2 faults=report-hogs-pool rate=14 seconds=35 mix='3 /report/top; 7 /parcels/{1-90000}' \
    causes=pool.connections-exhausted also='db.statement-slow cache.missing db.missing-index' words='When somebody makes reports all pages wait.' explain='Two connections, held by a report.'
scenario connection-leak-b half=tuning names=campus database=mariadb server=virtual connections=10 faults=connection-leak rate=20 seconds=35 mix='6 /scan/{1-90000}; 4 /parcels/{1-90000}' \
    causes=pool.connections-exhausted also='error.failing-fast error.exception-storm' words='After some time all requests fail with time-outs until we restart.' explain='Gate.leak returns without closing its connection.'
scenario row-lock-a half=tuning log=csv faults=row-lock rate=25 seconds=30 users=20 mix='7 /scan/{1-90000}; 3 /parcels/{1-90000}' \
    causes=db.row-lock-contention also='db.long-transaction net.slow-dependency pool.connections-exhausted lock.contention' words='Scanning parcels takes seconds in the busy hour.' explain='All scans update one row of depot and call a partner before the commit.'
scenario deep-offset-b half=tuning database=mariadb names=parcel server=jdk rate=12 seconds=25 faults=deep-offset mix='7 /archive/{100-4400}; 3 /parcels/{1-90000}' \
    causes=db.deep-offset also='db.statement-slow' words='The last pages of the archive are slow.' explain='OFFSET of up to 264,000 rows.'
scenario unbounded-a half=tuning database=mariadb rate=10 seconds=30 faults=unbounded mix='6 /depots/{1-400}; 4 /parcels/{1-90000}' \
    causes=db.unbounded-result also='cache.missing db.missing-index db.statement-slow memory.allocation-pressure cpu.hot-code cpu.saturated' words='Opening a depot takes long and the memory goes up and down.' explain='All open parcels are read, 40 are shown.'
scenario monitor-b half=tuning names=parcel database=mariadb tool=hey users=12 rate=48 seconds=25 faults=monitor mix='1 /label/z{1-9}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Labels are slow as soon as several people print.' explain='Labels.monitored is synchronized and asks the database 60 times.'
scenario reentrant-lock-a half=tuning database=mariadb rate=40 users=30 seconds=30 faults=reentrant-lock mix='7 /label/z{1-9}; 3 /parcels/{1-90000}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Label numbers take longer the more users there are.' explain='A ReentrantLock is held over 60 statements.'
scenario allocation-b half=tuning names=campus server=jdk jvm='-Xmx128m -XX:+UseSerialGC' rate=15 seconds=25 faults=allocation mix='6 /search/s{1-4999}; 4 /parcels/{1-90000}' \
    causes='memory.allocation-pressure|memory.heap-too-small' also='cpu.hot-code cpu.saturated gc.misconfigured' words='Every request has hiccups now and then.' explain='NameIndex.copied copies 30,000 names a search, in 128 MB.'
scenario heap-leak-a half=tuning names=campus server=jdk jvm='-Xmx320m' rate=50 users=24 seconds=45 faults=heap-leak mix='8 /search/s{1-4999}; 2 /parcels/{1-90000}' \
    causes=memory.leak also='memory.allocation-pressure memory.heap-too-small' words='Memory grows all day.' explain='NameIndex.VISITS keeps 40 KB of each search.'
scenario regex-b half=tuning names=campus tool=jmeter-xml rate=12 seconds=30 faults=regex mix='6 /search/s{1-4999}; 4 /parcels/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure' words='Searching a name needs much CPU.' explain='String.matches compiles a pattern for each of 30,000 names.'
scenario quadratic-a half=tuning names=campus rate=12 seconds=30 faults=quadratic mix='5 /search/s{1-4999}; 5 /parcels/{1-90000}' \
    causes=cpu.hot-code also=cpu.saturated words='The search is slow since there are more students.' explain='ArrayList.contains in a loop of 6,000.'
scenario json-b half=tuning names=campus server=virtual rate=10 seconds=25 faults=json mix='6 /export/all; 4 /parcels/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure payload.too-large' words='The dump of names is slow.' explain='6,000 objects are written as JSON, read and written again.'
scenario slow-partner-a half=tuning names=campus rate=12 seconds=30 faults=slow-partner mix='6 /quote/z{1-9}; 4 /parcels/{1-90000}' \
    causes=net.slow-dependency also='pool.workers-exhausted' words='Fees take half a second.' explain='One call of 420 ms.'
scenario sequential-b half=tuning names=campus client=modern rate=10 seconds=25 server=jdk faults=sequential-partner mix='6 /quote/z{1-9}; 4 /parcels/{1-90000}' \
    causes=net.sequential-calls also='net.slow-dependency pool.workers-exhausted' words='Fees need 300 ms, always.' explain='Four calls of 70 ms after each other.'
scenario few-workers-a half=tuning names=campus server=jdk workers=3 faults=one-call rate=70 users=40 seconds=25 mix='7 /quote/z{1-9}; 3 /parcels/{1-90000}' \
    causes=pool.workers-exhausted also=net.slow-dependency words='Everything waits although the machine is idle.' explain='Three workers, which wait for a call of 70 ms.'
scenario sync-file-b half=tuning names=campus server=virtual rate=8 seconds=25 faults=sync-file mix='7 /scan/{1-90000}; 3 /parcels/{1-90000}' \
    causes=io.blocking-file also='' words='Check-ins are slow when many students arrive.' explain='Gate.write forces 4 MB to the disk three times.'
scenario exceptions-a half=tuning names=campus rate=30 seconds=30 faults=exceptions mix='8 /scan/{1-90000}; 2 /parcels/{1-90000}' \
    causes=error.exception-storm also='cpu.hot-code cpu.saturated' words='Check-ins use more and more CPU.' explain='400 NumberFormatExceptions a request.'
scenario debug-logging-b half=tuning names=campus database=mariadb rate=20 seconds=25 faults=debug-logging mix='7 /scan/{1-90000}; 3 /parcels/{1-90000}' \
    causes='cpu.hot-code|io.blocking-file' also='cpu.saturated memory.allocation-pressure lock.contention' words='Check-ins became slow after an upgrade.' explain='250 lines of debug log a request.'
scenario no-cache-b half=tuning names=campus log=csv rate=14 seconds=30 faults=no-cache mix='6 /report/top; 4 /parcels/{1-90000}' \
    causes=cache.missing also='db.statement-slow db.missing-index cpu.saturated' words='The statistics page is slow though its figures hardly change.' explain='The same aggregate is made for each request.'
scenario stampede-a half=tuning names=campus server=jdk rate=40 users=40 seconds=40 faults=stampede mix='7 /report/top; 3 /parcels/{1-90000}' \
    causes=cache.stampede also='cache.missing db.statement-slow pool.connections-exhausted db.missing-index' words='Every few seconds the statistics page hangs for a moment.' explain='An entry of six seconds is made anew by all who find it expired.'
scenario large-payload-b half=tuning names=campus rate=8 seconds=25 faults=large-payload mix='6 /export/all; 4 /parcels/{1-90000}' \
    causes=payload.too-large also='cpu.hot-code cpu.saturated memory.allocation-pressure' words='Phones take very long for the list.' explain='9,000 entries in one answer.'
scenario explicit-gc-a half=tuning names=campus jvm='-Xmx700m -XX:+UseSerialGC' rate=20 seconds=30 faults=explicit-gc mix="$plain" \
    causes=gc.misconfigured also='memory.allocation-pressure memory.heap-too-small' words='There are short stalls all the time.' explain='A thread calls System.gc() every 1.5 s.'
scenario stop-and-go-b half=tuning names=campus rate=25 users=30 seconds=40 faults=stop-and-go mix='4 /label/z{1-9}; 6 /parcels/{1-90000}' \
    causes=lock.contention also='cache.stampede' words='Now and then matriculation hangs for a second.' explain='A job holds the monitor of Matriculation for 1.3 s of every 8.3.'
scenario healthy-busy-b half=tuning names=campus server=virtual rate=90 users=30 seconds=30 mix="$plain" words='We expect many students next week. Does it hold?'
scenario two-index-and-calls half=tuning faults=no-scan-index+sequential-partner rate=10 seconds=40 mix='4 /quote/z{1-9}; 6 /parcels/{1-90000}' \
    causes='net.sequential-calls db.missing-index' also='db.statement-slow net.slow-dependency cpu.saturated' words='Quotes and parcels are slow.' explain='No index on scan_event(parcel_id), and four calls after each other.'
scenario two-files-and-lock half=tuning names=campus database=mariadb faults=sync-file+reentrant-lock rate=40 users=30 seconds=30 mix='2 /scan/{1-90000}; 8 /label/z{1-9}' \
    causes='io.blocking-file lock.contention' also='db.n-plus-one cache.missing' words='Two pages are slow, check-in and matriculation.' explain='Forced writes, and a lock held over statements.'

scenario healthy-light-b half=held-back names=campus database=mariadb server=jdk tool=hey-csv users=4 rate=16 seconds=20 mix='1 /parcels/{1-90000}' words='Is this normal?'
scenario n-plus-one-b half=held-back names=campus database=mariadb server=virtual tool=hey users=6 rate=18 seconds=20 faults=n-plus-one mix='1 /depots/{1-400}' \
    causes=db.n-plus-one words='The faculty page is slow since we show visits.' explain='Register.oneByOne asks for the visits of each of 150 students.'
scenario missing-index-a half=held-back names=campus database=mariadb server=jdk tool=jmeter-xml rate=8 seconds=24 faults=no-scan-index mix='6 /parcels/{1-90000}; 4 /search/s{1-4999}' \
    causes=db.missing-index also='db.statement-slow cpu.saturated' words='Opening a student takes very long.' explain='No index on attendance(student_id).'
scenario pool-exhausted-b half=held-back names=campus server=jdk tool=hey-csv users=16 rate=32 connections=2 faults=report-hogs-pool seconds=20 mix='1 /report/top' \
    causes=pool.connections-exhausted also='db.statement-slow cache.missing' words='Statistics take seconds when several people ask.' explain='Two connections for 16 users, each held by a statement of 100 ms.'
scenario connection-leak-a half=held-back connections=12 faults=connection-leak rate=25 seconds=32 mix='6 /scan/{1-90000}; 4 /parcels/{1-90000}' \
    causes=pool.connections-exhausted also='error.failing-fast error.exception-storm' words='It works after a restart, then all pages fail.' explain='Intake.leak returns without closing its connection.'
scenario row-lock-b half=held-back names=campus database=mariadb server=jdk faults=row-lock rate=25 seconds=20 users=20 mix='8 /scan/{1-90000}; 2 /search/s{1-4999}' \
    causes=db.row-lock-contention also='db.long-transaction net.slow-dependency pool.connections-exhausted lock.contention' words='Check-in at the gate takes seconds when classes begin.' explain='All update one row and call a partner before the commit.'
scenario deep-offset-a half=held-back names=campus log=json rate=12 seconds=24 faults=deep-offset mix='7 /archive/{100-4400}; 3 /parcels/{1-90000}' \
    causes=db.deep-offset also='db.statement-slow' words='Paging through the register gets slower with each page.' explain='OFFSET of up to 264,000 rows.'
scenario unbounded-b half=held-back names=campus log=json server=virtual rate=8 seconds=20 faults=unbounded mix='6 /depots/{1-400}; 4 /parcels/{1-90000}' \
    causes=db.unbounded-result also='cache.missing db.missing-index db.statement-slow memory.allocation-pressure cpu.hot-code cpu.saturated' words='A faculty page takes long.' explain='All open students are read, 40 are shown.'
scenario monitor-a half=held-back names=campus log=csv rate=50 users=30 seconds=24 faults=monitor mix='7 /label/z{1-9}; 3 /parcels/{1-90000}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Matriculation crawls on the first day of term.' explain='Matriculation.monitored is synchronized and asks the database 60 times.'
scenario reentrant-lock-b half=held-back names=campus server=virtual tool=jmeter-xml rate=60 users=40 seconds=20 faults=reentrant-lock mix='8 /label/z{1-9}; 2 /parcels/{1-90000}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Numbers are given out too slowly.' explain='A ReentrantLock is held over 60 statements.'
scenario allocation-a half=held-back jvm='-Xmx112m' rate=15 seconds=24 faults=allocation mix='6 /search/s{1-4999}; 4 /parcels/{1-90000}' \
    causes='memory.allocation-pressure|memory.heap-too-small' also='cpu.hot-code cpu.saturated gc.misconfigured' words='Latency jumps up and down on all pages.' explain='Catalogue.copied copies 30,000 senders a search, in 112 MB.'
scenario heap-leak-b half=held-back database=mariadb server=virtual jvm='-Xmx256m' rate=50 users=24 seconds=32 faults=heap-leak mix='7 /search/s{1-4999}; 3 /parcels/{1-90000}' \
    causes=memory.leak also='memory.allocation-pressure memory.heap-too-small' words='We have to restart every night because of memory.' explain='Catalogue.VISITS keeps 40 KB of each search.'
scenario regex-a half=held-back database=mariadb server=jdk rate=12 seconds=20 faults=regex mix='6 /search/s{1-4999}; 4 /parcels/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure' words='The sender search eats CPU.' explain='String.matches compiles a pattern for each of 30,000 names.'
scenario quadratic-b half=held-back tool=wrk users=3 rate=12 seconds=20 faults=quadratic mix='7 /search/s{1-4999}; 3 /parcels/{1-90000}' \
    causes=cpu.hot-code also=cpu.saturated words='Search is slow.' explain='ArrayList.contains in a loop of 6,000.'
scenario json-a half=held-back database=mariadb rate=10 seconds=24 faults=json mix='5 /export/all; 5 /parcels/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure payload.too-large' words='Export is slow and the CPU is high.' explain='6,000 objects are written as JSON, read and written again.'
scenario slow-partner-b half=held-back client=modern server=virtual rate=14 seconds=20 faults=slow-partner mix='7 /quote/z{1-9}; 3 /parcels/{1-90000}' \
    causes=net.slow-dependency also='pool.workers-exhausted' words='Quotes take half a second, always.' explain='One call of 420 ms.'
scenario sequential-a half=held-back rate=12 seconds=24 faults=sequential-partner mix='5 /quote/z{1-9}; 5 /parcels/{1-90000}' \
    causes=net.sequential-calls also='net.slow-dependency pool.workers-exhausted' words='A quote takes 300 ms although each service says it is fast.' explain='Four calls of 70 ms after each other.'
scenario few-workers-b half=held-back workers=4 faults=one-call rate=90 users=50 seconds=20 mix='8 /quote/z{1-9}; 2 /parcels/{1-90000}' \
    causes=pool.workers-exhausted also=net.slow-dependency words='Requests queue, nothing is busy.' explain='Four workers, which wait for a call of 70 ms.'
scenario sync-file-a half=held-back rate=8 seconds=24 faults=sync-file mix='6 /scan/{1-90000}; 4 /parcels/{1-90000}' \
    causes=io.blocking-file words='Scanning is slow in bulk.' explain='Intake.write forces 4 MB to the disk three times.'
scenario exceptions-b half=held-back database=mariadb server=virtual rate=30 seconds=20 faults=exceptions mix='8 /scan/{1-90000}; 2 /parcels/{1-90000}' \
    causes=error.exception-storm also='cpu.hot-code cpu.saturated' words='Scans need more CPU than last year.' explain='400 NumberFormatExceptions a request.'
scenario debug-logging-a half=held-back server=jdk rate=20 seconds=24 faults=debug-logging mix='7 /scan/{1-90000}; 3 /parcels/{1-90000}' \
    causes='cpu.hot-code|io.blocking-file' also='cpu.saturated memory.allocation-pressure lock.contention' words='Scans are slow since yesterday.' explain='250 lines of debug log a request.'
scenario no-cache-a half=held-back rate=16 seconds=24 faults=no-cache mix='6 /report/top; 4 /parcels/{1-90000}' \
    causes=cache.missing also='db.statement-slow db.missing-index cpu.saturated' words='The report of the busiest depots is slow.' explain='The same aggregate is made for each request.'
scenario stampede-b half=held-back rate=40 users=40 seconds=32 faults=stampede mix='6 /report/top; 4 /parcels/{1-90000}' \
    causes=cache.stampede also='cache.missing db.statement-slow pool.connections-exhausted db.missing-index' words='The report is quick, but sometimes not.' explain='An entry of six seconds is made anew by all who find it expired.'
scenario large-payload-a half=held-back tool=jmeter-xml rate=8 seconds=20 faults=large-payload mix='5 /export/all; 5 /parcels/{1-90000}' \
    causes=payload.too-large also='cpu.hot-code cpu.saturated memory.allocation-pressure' words='The export is slow for our customers.' explain='9,000 entries in one answer.'
scenario explicit-gc-b half=held-back jvm='-Xmx600m -XX:+UseParallelGC' rate=25 seconds=20 faults=explicit-gc mix="$plain" \
    causes=gc.misconfigured also='memory.allocation-pressure memory.heap-too-small' words='Some requests are slow, any page.' explain='A thread calls System.gc() every 1.5 s.'
scenario stop-and-go-a half=held-back server=jdk rate=25 users=30 seconds=32 faults=stop-and-go mix='4 /label/z{1-9}; 6 /parcels/{1-90000}' \
    causes=lock.contention also='cache.stampede' words='Every some seconds labels stop.' explain='A job holds the monitor of Labels for 1.3 s of every 8.3.'
scenario healthy-busy-a half=held-back rate=100 users=30 seconds=24 mix="$plain" words='How much more can it take?'
scenario two-nplusone-and-partner half=held-back names=campus faults=n-plus-one+slow-partner rate=12 seconds=26 mix='3 /quote/z{1-9}; 6 /depots/{1-400}' \
    causes='net.slow-dependency db.n-plus-one' also=pool.workers-exhausted words='Faculties and fees are slow.' explain='One call of 420 ms, and a statement for each student.'
scenario two-regex-and-rowlock half=held-back database=mariadb faults=regex+row-lock rate=16 seconds=24 mix='4 /search/s{1-4999}; 6 /scan/{1-90000}' \
    causes='db.row-lock-contention cpu.hot-code' also='db.long-transaction net.slow-dependency cpu.saturated pool.connections-exhausted' words='Search and scanning are slow.' explain='A pattern compiled for each name, and one row that all scans update.'

# Under names of their own, with other rates, lengths, heaps and pools, written when all of the above had been looked at.
clinic='4 /parcels/{1-90000}; 2 /track/B{1-90000}; 2 /search/s{1-4999}; 1 /quote/z{1-9}; 2 /scan/{1-90000}; 1 /depots/{1-400}'
scenario healthy-c half=fresh names=clinic server=jdk rate=34 seconds=28 users=12 mix="$clinic" words='Please look over our ward system before the audit.'
scenario healthy-slow-threshold-c half=fresh names=clinic database=mariadb rate=26 seconds=22 users=10 threshold=20 mix="$clinic" words='Is the new server any good?'
scenario n-plus-one-c half=fresh names=clinic server=jdk rate=9 seconds=26 users=8 faults=n-plus-one mix='5 /depots/{1-400}; 5 /parcels/{1-90000}' \
    causes=db.n-plus-one words='The overview of a ward takes ages to come up.' explain='Charts.oneByOne asks for the notes of each of 150 patients.'
scenario missing-index-c half=fresh names=clinic log=json threshold=5 rate=18 seconds=26 users=10 faults=no-barcode-index mix='5 /track/B{1-90000}; 5 /parcels/{1-90000}' \
    causes=db.missing-index also='db.statement-slow cpu.saturated' words='Looking a chart up by its number has become sluggish.' explain='No index on patient(chart_no).'
scenario missing-index-maria-c half=fresh names=clinic database=mariadb server=virtual tool=wrk rate=12 users=5 seconds=22 faults=no-scan-index mix='8 /parcels/{1-90000}; 2 /scan/{1-90000}' \
    causes=db.missing-index also='db.statement-slow cpu.saturated' words='Every patient page is slow since the migration.' explain='No index on observation(patient_id).'
scenario pool-exhausted-c half=fresh names=clinic connections=3 faults=report-hogs-pool server=jdk rate=26 users=20 seconds=26 mix='5 /report/top; 5 /parcels/{1-90000}' \
    causes=pool.connections-exhausted also='db.statement-slow cache.missing db.missing-index' words='At shift change nothing gets through any more.' explain='Three connections, each held by the occupancy of 100 ms.'
scenario connection-leak-c half=fresh names=clinic server=jdk connections=8 faults=connection-leak rate=18 seconds=30 mix='7 /scan/{1-90000}; 3 /parcels/{1-90000}' \
    causes=pool.connections-exhausted also='error.failing-fast error.exception-storm' words='An hour after each restart the nurses see errors.' explain='Bedside.leak returns without closing its connection.'
scenario row-lock-c half=fresh names=clinic server=virtual faults=row-lock rate=20 users=16 seconds=24 mix='6 /scan/{1-90000}; 4 /search/s{1-4999}' \
    causes=db.row-lock-contention also='db.long-transaction net.slow-dependency pool.connections-exhausted lock.contention' words='Saving a note hangs when everybody is on the ward.' explain='All notes update one row of ward and call the insurer before the commit.'
scenario deep-offset-c half=fresh names=clinic server=virtual rate=10 seconds=22 faults=deep-offset mix='6 /archive/{200-4000}; 4 /parcels/{1-90000}' \
    causes=db.deep-offset also='db.statement-slow' words='Scrolling back in the history is painful.' explain='OFFSET of up to 240,000 rows.'
scenario unbounded-c half=fresh names=clinic log=csv rate=9 seconds=24 faults=unbounded mix='5 /depots/{1-400}; 5 /search/s{1-4999}' \
    causes=db.unbounded-result also='cache.missing db.missing-index db.statement-slow memory.allocation-pressure cpu.hot-code cpu.saturated' words='Wards with many patients load slowly.' explain='All open patients are read, 40 are shown.'
scenario monitor-c half=fresh names=clinic server=virtual rate=44 users=24 seconds=22 faults=monitor mix='6 /label/z{1-9}; 4 /parcels/{1-90000}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Printing wristbands backs up on busy mornings.' explain='Wristbands.monitored is synchronized and asks the database 60 times.'
scenario reentrant-lock-c half=fresh names=clinic server=jdk tool=hey users=14 rate=42 seconds=22 faults=reentrant-lock mix='1 /label/z{1-9}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='More terminals made wristbands slower, not faster.' explain='A ReentrantLock is held over 60 statements.'
scenario allocation-c half=fresh names=clinic jvm='-Xmx144m -XX:+UseParallelGC' rate=16 seconds=24 faults=allocation mix='7 /search/s{1-4999}; 3 /parcels/{1-90000}' \
    causes='memory.allocation-pressure|memory.heap-too-small' also='cpu.hot-code cpu.saturated gc.misconfigured' words='Response times are all over the place.' explain='Families.copied copies 30,000 names a search, in 144 MB.'
scenario heap-leak-c half=fresh names=clinic server=jdk jvm='-Xmx288m -XX:+UseSerialGC' rate=46 users=20 seconds=36 faults=heap-leak mix='8 /search/s{1-4999}; 2 /scan/{1-90000}' \
    causes=memory.leak also='memory.allocation-pressure memory.heap-too-small' words='The process grows until the container is killed.' explain='Families.VISITS keeps 40 KB of each search.'
scenario regex-c half=fresh names=clinic server=virtual rate=11 seconds=22 faults=regex mix='7 /search/s{1-4999}; 3 /scan/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure' words='Name lookup pins the processors.' explain='String.matches compiles a pattern for each of 30,000 names.'
scenario json-c half=fresh names=clinic server=jdk rate=9 seconds=22 faults=json mix='6 /export/all; 4 /scan/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure payload.too-large' words='Fetching the roster is slow and the fan comes on.' explain='6,000 objects are written as JSON, read and written again.'
scenario slow-partner-c half=fresh names=clinic database=mariadb rate=13 seconds=24 faults=slow-partner mix='5 /quote/z{1-9}; 5 /scan/{1-90000}' \
    causes=net.slow-dependency also='pool.workers-exhausted' words='Checking the cover of a patient is never quick.' explain='One call of 420 ms.'
scenario sequential-c half=fresh names=clinic database=mariadb server=virtual rate=11 seconds=24 faults=sequential-partner mix='6 /quote/z{1-9}; 4 /parcels/{1-90000}' \
    causes=net.sequential-calls also='net.slow-dependency pool.workers-exhausted' words='The cover check takes three tenths of a second each time.' explain='Four calls of 70 ms after each other.'
scenario few-workers-c half=fresh names=clinic database=mariadb workers=3 faults=one-call rate=75 users=44 seconds=22 mix='6 /quote/z{1-9}; 4 /scan/{1-90000}' \
    causes=pool.workers-exhausted also=net.slow-dependency words='It is slow with hardly any CPU in use.' explain='Three workers, which wait for a call of 70 ms.'
scenario sync-file-c half=fresh names=clinic server=jdk rate=9 seconds=24 faults=sync-file mix='5 /scan/{1-90000}; 5 /search/s{1-4999}' \
    causes=io.blocking-file words='Saving observations got slow after we made them durable.' explain='Bedside.write forces 4 MB to the disk three times.'
scenario exceptions-c half=fresh names=clinic server=jdk rate=26 seconds=24 faults=exceptions mix='6 /scan/{1-90000}; 4 /search/s{1-4999}' \
    causes=error.exception-storm also='cpu.hot-code cpu.saturated' words='The ward system burns CPU when notes are saved.' explain='400 NumberFormatExceptions a request.'
scenario no-cache-c half=fresh names=clinic database=mariadb rate=12 seconds=24 faults=no-cache mix='7 /report/top; 3 /parcels/{1-90000}' \
    causes=cache.missing also='db.statement-slow db.missing-index cpu.saturated' words='The occupancy board is slow although beds change rarely.' explain='The same aggregate is made for each request.'
scenario stampede-c half=fresh names=clinic rate=36 users=36 seconds=36 faults=stampede mix='5 /report/top; 5 /scan/{1-90000}' \
    causes=cache.stampede also='cache.missing db.statement-slow pool.connections-exhausted db.missing-index' words='The board freezes for a second, then it is fine again.' explain='An entry of six seconds is made anew by all who find it expired.'
scenario explicit-gc-c half=fresh names=clinic server=virtual jvm='-Xmx640m -XX:+UseSerialGC' rate=24 seconds=24 faults=explicit-gc mix="$clinic" \
    causes=gc.misconfigured also='memory.allocation-pressure memory.heap-too-small' words='Everything stutters.' explain='A thread calls System.gc() every 1.5 s.'
scenario stop-and-go-c half=fresh names=clinic server=virtual rate=24 users=28 seconds=32 faults=stop-and-go mix='5 /label/z{1-9}; 5 /scan/{1-90000}' \
    causes=lock.contention also='cache.stampede' words='From time to time the wristband printer waits.' explain='A job holds the monitor of Wristbands for 1.3 s of every 8.3.'
scenario two-offset-and-exceptions half=fresh names=clinic faults=deep-offset+exceptions rate=18 seconds=28 mix='4 /archive/{300-4200}; 6 /scan/{1-90000}' \
    causes='db.deep-offset error.exception-storm' also='db.statement-slow cpu.hot-code cpu.saturated' words='History and notes are slow.' explain='OFFSET of up to 250,000 rows, and 400 exceptions a note.'

# Other ways to the same faults, and faults that none of the above has: written, named and made when no weight was set any more.
brewery='4 /parcels/{1-90000}; 2 /track/B{1-90000}; 2 /search/s{1-4999}; 1 /quote/z{1-9}; 1 /label/z{1-9}; 2 /scan/{1-90000}; 1 /depots/{1-400}'
scenario healthy-d half=unseen names=brewery rate=28 seconds=26 users=12 mix="$brewery" words='Does anything look odd to you?'
scenario healthy-maria-d half=unseen names=brewery database=mariadb server=virtual rate=40 seconds=24 users=14 mix="$brewery" words='We doubled the traffic this month. Are we all right?'
scenario reload-by-id-d half=unseen names=brewery rate=12 users=10 seconds=28 faults=reload-by-id mix='6 /depots/{1-400}; 4 /parcels/{1-90000}' \
    causes=db.n-plus-one also='cache.missing' words='The page of a cellar became slow when we moved to the new repository layer.' explain='Batches.reloaded reads each of 150 batches by its id, by another connection each time.'
scenario reload-by-id-maria-d half=unseen names=campus database=mariadb server=jdk tool=jmeter-xml rate=10 users=8 seconds=24 faults=reload-by-id mix='7 /depots/{1-400}; 3 /search/s{1-4999}' \
    causes=db.n-plus-one also='cache.missing' words='Opening a faculty costs half a second.' explain='Register.reloaded reads each of 150 students by id.'
scenario function-on-column-d half=unseen names=brewery log=csv rate=14 users=12 seconds=28 faults=function-on-column mix='6 /track/B{1-90000}; 4 /parcels/{1-90000}' \
    causes='db.unsargable-predicate|db.missing-index' also='db.statement-slow cpu.saturated' words='Finding a lot by its code is slow, there is an index though.' explain='upper(lot_code) = upper(?) can not use the index on lot_code.'
scenario function-on-column-maria-d half=unseen names=clinic database=mariadb rate=12 users=12 seconds=24 faults=function-on-column mix='6 /track/B{1-90000}; 4 /search/s{1-4999}' \
    causes='db.unsargable-predicate|db.missing-index' also='db.statement-slow cpu.saturated' words='Charts are found slowly.' explain='upper(chart_no) = upper(?) can not use the index.'
scenario leading-wildcard-d half=unseen names=brewery rate=14 users=12 seconds=26 faults=leading-wildcard mix='6 /track/B{1-90000}; 4 /parcels/{1-90000}' \
    causes='db.unsargable-predicate|db.missing-index' also='db.statement-slow cpu.saturated' words='Lot search got slow since codes may be typed without the B.' explain="lot_code like '%123' can not use the index."
scenario sort-all-d half=unseen names=brewery log=plans threshold=5 rate=4 users=8 seconds=30 faults=sort-all mix='4 /archive/{100-4400}; 6 /parcels/{1-90000}' \
    causes='db.sort-or-hash-spill' also='db.statement-slow db.missing-index db.unbounded-result' words='The logbook takes more than a second.' explain='All readings are sorted for one of them, on the disk.'
scenario row-by-row-d half=unseen names=brewery rate=9 users=10 seconds=28 faults=row-by-row mix='6 /scan/{1-90000}; 4 /parcels/{1-90000}' \
    causes='db.row-by-row-writes|db.n-plus-one' also='io.blocking-file' words='Saving a gauge with its history is slow.' explain='90 inserts, each with a commit.'
scenario crossed-rows-d half=unseen names=brewery server=jdk rate=30 users=20 seconds=28 faults=crossed-rows mix='7 /scan/{1-90000}; 3 /parcels/{1-90000}' \
    causes='lock.deadlock|db.row-lock-contention' also='error.failing-fast error.exception-storm db.long-transaction pool.connections-exhausted' words='Gauges fail now and then, and are slow otherwise.' explain='Two rows are updated in different order: waits and deadlocks.'
scenario stock-taking-d half=unseen names=brewery log=json rate=20 users=20 seconds=34 faults=stock-taking mix='6 /scan/{1-90000}; 4 /parcels/{1-90000}' \
    causes='db.long-transaction|db.row-lock-contention' also='pool.connections-exhausted' words='Every few seconds all gauges hang.' explain='A job locks all cellars for 2.5 s.'
scenario compute-d half=unseen names=brewery rate=40 users=30 seconds=26 faults=compute mix='7 /label/z{1-3}; 3 /parcels/{1-90000}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Filling casks takes longer the more people do it.' explain='ConcurrentHashMap.compute asks the database 400 times while it locks the bin.'
scenario permit-d half=unseen names=brewery server=jdk rate=40 users=30 seconds=26 faults=permit mix='7 /label/z{1-9}; 3 /parcels/{1-90000}' \
    causes=lock.contention also='db.n-plus-one pool.workers-exhausted cache.missing' words='Only one cask at a time gets through.' explain='A semaphore of one permit is held over 400 statements.'
scenario checksum-d half=unseen names=brewery server=virtual rate=14 users=10 seconds=26 faults=checksum mix='6 /search/s{1-4999}; 4 /parcels/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated' words='Looking up a recipe needs a lot of CPU.' explain='SHA-256 120,000 times.'
scenario formatter-d half=unseen names=brewery server=jdk rate=12 users=10 seconds=26 faults=formatter mix='6 /search/s{1-4999}; 4 /scan/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure' words='Recipes are slow.' explain='6,000 SimpleDateFormat a request.'
scenario same-hash-d half=unseen names=brewery rate=8 users=10 seconds=26 faults=same-hash mix='6 /search/s{1-4999}; 4 /parcels/{1-90000}' \
    causes=cpu.hot-code also='cpu.saturated memory.allocation-pressure' words='The recipe page needs longer and longer.' explain='A hashCode that is always 7.'
scenario big-buffers-d half=unseen names=brewery jvm='-Xmx160m' rate=45 users=16 seconds=26 faults=big-buffers mix='7 /search/s{1-4999}; 3 /parcels/{1-90000}' \
    causes='memory.allocation-pressure|memory.heap-too-small' also='cpu.hot-code cpu.saturated gc.misconfigured' words='Every request stutters.' explain='12 arrays of 3 MB a search, in 160 MB.'
scenario listeners-d half=unseen names=brewery jvm='-Xmx300m' rate=55 users=20 seconds=40 faults=listeners mix='8 /search/s{1-4999}; 2 /parcels/{1-90000}' \
    causes=memory.leak also='memory.allocation-pressure memory.heap-too-small' words='Memory climbs until we restart.' explain='Recipes.LISTENERS keeps 36 KB of each search.'
scenario small-heap-d half=unseen names=brewery jvm='-Xmx30m -XX:+UseSerialGC' rate=30 users=14 seconds=26 mix="$brewery" \
    causes='memory.heap-too-small|memory.allocation-pressure' also='gc.misconfigured cpu.saturated' words='It stutters since we moved to the smaller container.' explain='30 MB are hardly more than what lives.'
scenario interpreted-d half=unseen names=brewery jvm='-Xmx512m -Xint' rate=22 users=14 seconds=26 mix="$brewery" \
    causes='jvm.code-not-compiled|jvm.misconfigured' also='cpu.saturated cpu.hot-code' words='The same build is three times as slow on this host.' explain='-Xint was left in the start script.'
scenario slow-now-and-then-d half=unseen names=brewery rate=14 users=14 seconds=28 faults=slow-now-and-then mix='6 /quote/z{1-9}; 4 /parcels/{1-90000}' \
    causes=net.slow-dependency also='pool.workers-exhausted' words='Excise is fine mostly, but one in ten takes almost two seconds.' explain='One call in eight takes 1.7 s.'
scenario refusing-partner-d half=unseen names=brewery server=jdk rate=18 users=12 seconds=26 faults=refusing-partner mix='6 /quote/z{1-9}; 4 /parcels/{1-90000}' \
    causes=error.failing-fast also='error.exception-storm' words='Users complain that excise does not work, the monitoring says it is fast.' explain='Customs answers 503 to every third call.'
scenario same-again-d half=unseen names=brewery database=mariadb rate=10 users=10 seconds=26 faults=same-again mix='6 /quote/z{1-9}; 4 /parcels/{1-90000}' \
    causes='cache.missing|db.n-plus-one' also='db.statement-slow' words='Excise is slower than it should be.' explain='The same 160 rows are read 45 times a request.'
