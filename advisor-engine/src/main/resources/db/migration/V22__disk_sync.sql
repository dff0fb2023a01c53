-- One row that is changed before each sync of a database file to disk.
create table disk_sync (
    number bigint not null
);
insert into disk_sync (number) values (0);
