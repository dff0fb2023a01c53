-- The build and rules that have read and judged the evidence last; empty when that is not known.
-- analysed of service_case: minus evidence while it is read anew for another build or other rules.
alter table service_case add column judged_by varchar(40) default '' not null;
