package dev.waybill.journey;

import org.springframework.jdbc.core.JdbcTemplate;

/** While it is open, the database refuses the next reminders of back-orders. */
final class FailingReminders implements AutoCloseable {

    private final JdbcTemplate jdbc;

    /** @param times how many fail */
    FailingReminders(JdbcTemplate jdbc, int times) {
        this.jdbc = jdbc;
        jdbc.execute("create sequence orders.reminders_tried");
        jdbc.execute("""
                create function orders.fail_reminder() returns trigger language plpgsql as $$ begin
                  if new.body like '%%BACK_ORDER_REMINDER%%' and nextval('orders.reminders_tried') <= %d then
                    raise exception 'not now';
                  end if;
                  return new;
                end $$""".formatted(times));
        jdbc.execute("create trigger fail_reminder before insert on orders.outbox for each row"
                + " execute function orders.fail_reminder()");
    }

    /** How many were tried so far. */
    int tried() {
        Integer tried = jdbc.queryForObject("select last_value from orders.reminders_tried", Integer.class);
        return tried == null ? 0 : tried;
    }

    @Override
    public void close() {
        jdbc.execute("drop trigger fail_reminder on orders.outbox");
        jdbc.execute("drop function orders.fail_reminder");
        jdbc.execute("drop sequence orders.reminders_tried");
    }
}
