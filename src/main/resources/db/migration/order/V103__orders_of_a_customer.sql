-- Finds an erased customer's orders, also those that no view knows yet.
create index event_of_customer on event ((data ->> 'customerId')) where type = 'OrderPlaced';
