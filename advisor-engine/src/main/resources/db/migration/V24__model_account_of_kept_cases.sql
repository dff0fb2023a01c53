-- The same for the cases of a user, whichever of several shells lets a model speak about one.
alter table kept_case add column model_input bigint;
alter table kept_case add column model_output bigint;
