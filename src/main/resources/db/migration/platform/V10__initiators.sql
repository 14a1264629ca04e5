-- Who has caused an event, and in which way; null in both for what an earlier release has written.
alter table event add column actor text, add column via text;
alter table remote_call add column actor text, add column via text;
