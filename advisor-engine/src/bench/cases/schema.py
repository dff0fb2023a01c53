#!/usr/bin/env python3
"""Prints the tables of the service and what fills them, for postgres or mariadb, under the names of the parcel service."""
import sys

database, rows = sys.argv[1], int(sys.argv[2])
text = dict(
    postgres=dict(serial='bigserial primary key', series='generate_series(1, {n}) as s(seq)'),
    mariadb=dict(serial='bigint auto_increment primary key', series='seq_1_to_{n}'),
)[database]
series = lambda n: text['series'].format(n=n)
print(f"""
create table depot (id bigint primary key, city varchar(40) not null, counter bigint not null);
create table parcel (id bigint primary key, depot_id bigint not null, barcode varchar(20) not null,
  sender varchar(40) not null, weight_g int not null, status varchar(8) not null);
create table scan_event (id {text['serial']}, parcel_id bigint not null, place varchar(20) not null, note varchar(60) not null);
insert into depot select seq, concat('city ', seq), 0 from {series(400)};
insert into parcel select seq, seq % 400 + 1, concat('B', seq), concat('s', seq % 5000), (seq * 37) % 20000,
  case when seq % 9 = 0 then 'open' else 'done' end from {series(rows)};
insert into scan_event (parcel_id, place, note) select seq % {rows} + 1, concat('gate ', seq % 50),
  concat('passed belt number ', seq % 17) from {series(rows * 3)};
create index parcel_depot on parcel (depot_id);
create index parcel_barcode on parcel (barcode);
create index scan_parcel on scan_event (parcel_id);
analyze {'' if database == 'postgres' else 'table '}{'' if database == 'postgres' else 'depot, parcel, scan_event'};
""")
