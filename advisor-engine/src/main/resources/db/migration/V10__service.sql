-- What the service keeps. Ids are 26 characters that sort by time.
-- evidence: one more with each change of the artifacts; analysed, cancelled: the value of it that was read, given up.
-- contents: JSON in the form advisor.case/1
create table service_case (
    id         varchar(26)              primary key,
    owner      varchar(200)             not null,
    title      varchar(1000)            not null,
    verdict    varchar(1000)            not null,
    created_at timestamp with time zone not null,
    changed_at timestamp with time zone not null,
    revision   bigint                   not null,
    evidence   bigint                   not null,
    analysed   bigint                   not null,
    cancelled  bigint                   not null,
    failure    varchar(1000)            not null,
    events     bigint                   not null,
    contents   text                     not null
);

create index service_case_by_owner on service_case (owner, id);

-- A content that is on disk. The row is locked by whoever adds or removes the file.
create table service_content (
    sha256 varchar(64) primary key,
    bytes  bigint      not null
);

-- readings: JSON, what the engine says of it; empty until it was read
create table service_artifact (
    id          varchar(26)              primary key,
    case_id     varchar(26)              not null references service_case (id) on delete cascade,
    name        varchar(500)             not null,
    bytes       bigint                   not null,
    sha256      varchar(64)              not null references service_content (sha256),
    received_at timestamp with time zone not null,
    status      varchar(20)              not null,
    readings    text                     not null,
    unique (case_id, name)
);

create index service_artifact_by_content on service_artifact (sha256);

-- Contents on their way in. reserved: bytes that count against the quota already
create table service_upload (
    id         varchar(26)              primary key,
    case_id    varchar(26)              not null references service_case (id) on delete cascade,
    owner      varchar(200)             not null,
    name       varchar(500)             not null,
    bytes      bigint                   not null,
    reserved   bigint                   not null,
    resumable  boolean                  not null,
    changed_at timestamp with time zone not null
);

-- One row an owner, locked by whoever reserves.
create table service_quota (
    owner varchar(200) primary key
);

create table service_message (
    case_id varchar(26)              not null references service_case (id) on delete cascade,
    number  bigint                   not null,
    said_at timestamp with time zone not null,
    speaker varchar(20)              not null,
    text    text                     not null,
    reply   text                     not null,
    primary key (case_id, number)
);

create table service_event (
    case_id varchar(26)              not null references service_case (id) on delete cascade,
    number  bigint                   not null,
    at      timestamp with time zone not null,
    kind    varchar(40)              not null,
    data    text                     not null,
    primary key (case_id, number)
);

-- What a request that carried a key has made, so that it makes it once.
create table service_once (
    owner       varchar(200)             not null,
    request_key varchar(200)             not null,
    fingerprint varchar(64)              not null,
    made        varchar(200)             not null,
    made_at     timestamp with time zone not null,
    primary key (owner, request_key)
);

-- Facts that were read before, by what they were read from and by which build.
create table service_facts (
    facts_key varchar(64)              primary key,
    facts     text                     not null,
    made_at   timestamp with time zone not null
);

-- Keys of callers. Of the secret only its hash is known.
create table service_key (
    id         varchar(26)              primary key,
    owner      varchar(200)             not null,
    hash       varchar(64)              not null,
    scopes     varchar(200)             not null,
    created_at timestamp with time zone not null,
    revoked_at timestamp with time zone
);
