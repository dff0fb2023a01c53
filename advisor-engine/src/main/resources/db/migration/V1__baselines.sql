-- Runs that were kept under a name; each time is a version of its own.
create table baseline (
    id       bigint generated always as identity primary key,
    name     varchar(200)             not null,
    version  integer                  not null,
    saved_at timestamp with time zone not null,
    test     varchar(100)             not null,
    unique (name, version)
);

create table baseline_environment (
    baseline_id bigint        not null references baseline (id) on delete cascade,
    name        varchar(200)  not null,
    setting     varchar(2000) not null,
    primary key (baseline_id, name)
);

-- facts: JSON in the form advisor.facts/1
create table baseline_run (
    baseline_id bigint       not null references baseline (id) on delete cascade,
    position    integer      not null,
    label       varchar(500) not null,
    facts       text         not null,
    primary key (baseline_id, position)
);

-- One row, locked by whoever gives out the next version.
create table baseline_turn (
    id integer primary key
);

insert into baseline_turn (id) values (1);
