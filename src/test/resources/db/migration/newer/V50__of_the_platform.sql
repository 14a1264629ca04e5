create table added_to_the_platform (n int);
