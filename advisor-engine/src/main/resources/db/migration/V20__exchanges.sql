-- What was said with a model about a case. Facts are not in it: they are read again.
create table exchange (
    id bigint generated always as identity primary key,
    case_id varchar(200) not null,
    said_at timestamp(6) with time zone not null,
    message text not null,
    answer text not null,
    input_tokens bigint not null,
    output_tokens bigint not null
);

create index exchange_case on exchange (case_id, id);
