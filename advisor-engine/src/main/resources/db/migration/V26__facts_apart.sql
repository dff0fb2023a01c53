-- What is said in a case is written with each message; the facts of its evidence are not written again. Null where they are still
-- part of the contents.
alter table service_case add column facts text;

-- A reply that is long, packed by deflate; reply is empty then.
alter table service_message add column packed bytea;
