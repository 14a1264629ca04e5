create table added_to_the_context (n int);
