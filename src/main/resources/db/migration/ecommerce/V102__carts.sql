-- Whose cart it is, and what the shop was told of its order. What is in the cart is in its stream.
create table cart (
    cart_id      text primary key,
    owner        text not null,
    order_id     text unique,
    order_status text
);
