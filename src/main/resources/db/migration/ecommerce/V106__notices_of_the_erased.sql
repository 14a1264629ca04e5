-- Notices that came after their customer's erasure were kept until now.
delete from mailbox using personal_key where personal_key.owner = mailbox.customer_id and personal_key.erased_at is not null;
