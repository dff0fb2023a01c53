-- What was said with a model belongs to a case of a user, and goes with it. The service keeps its own with its messages.
drop index exchange_case;

alter table exchange add column case_number bigint;

update exchange set case_number = cast(substring(case_id from 7) as bigint) where case_id like 'shell-%';

delete from exchange where case_number is null or case_number not in (select number from kept_case);

alter table exchange alter column case_number set not null;

alter table exchange drop column case_id;

alter table exchange add constraint exchange_of_case foreign key (case_number) references kept_case (number) on delete cascade;

create index exchange_by_case on exchange (case_number, id);
