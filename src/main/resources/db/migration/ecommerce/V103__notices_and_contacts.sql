-- A notice has its message's id, under which it is also sent: once in the mailbox, and recognisable when a mail is repeated.
alter table mailbox add column notice_id text;
update mailbox set notice_id = 'mailbox-' || id;
alter table mailbox alter column notice_id set not null;
alter table mailbox add constraint mailbox_notice unique (notice_id);

-- Where customers are reached; the address is encrypted with the customer's key.
create table contact (
    customer_id text  primary key,
    data        jsonb not null
);
