-- Mailboxes and contacts belong to customers' ids as people read them. Of two contacts that would meet, none is moved.
update mailbox set customer_id = comparable_text(customer_id) where customer_id <> comparable_text(customer_id);
update contact c set customer_id = comparable_text(customer_id)
    where customer_id <> comparable_text(customer_id) and 1 = (select count(*) from contact other
        where comparable_text(other.customer_id) = comparable_text(c.customer_id));
