-- What models have taken for a case, in tokens, also for answers that nobody got. Null until it is counted here: before, it
-- was the sum over its messages.
alter table service_case add column model_input bigint;
alter table service_case add column model_output bigint;
