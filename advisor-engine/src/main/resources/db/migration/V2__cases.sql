-- Cases as they stand; a later state replaces the earlier one. contents: JSON in the form advisor.case/1
create table kept_case (
    number   bigint generated always as identity primary key,
    saved_at timestamp with time zone not null,
    title    varchar(1000)            not null,
    verdict  varchar(1000)            not null,
    contents text                     not null
);
