package dev.waybill.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.docs.ReadmeExample;
import dev.waybill.platform.eventstore.testkit.EventStoreFixture;
import dev.waybill.platform.personal.PersonalFields;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's example. */
class ReadmeTest {

    // readme
    sealed interface AccountEvent {
        record Deposited(long cents) implements AccountEvent {}
    }

    record Deposit(long cents) {}

    static final Decider<Long, Deposit, AccountEvent> ACCOUNT = new Decider<>(
            0L,
            (balance, command) -> List.of(new AccountEvent.Deposited(command.cents())),
            (balance, event) -> switch (event) {
                case AccountEvent.Deposited(var cents) -> balance + cents;
            });
    // end

    @Test
    void storesAndReplays() {
        var fixture = new EventStoreFixture("eventstore_readme");
        var store = fixture.store();
        var transactions = fixture.transactions();
        var json = fixture.json(PersonalFields.none());

        // readme
        var accounts = new Aggregates<>(
                "account",
                ACCOUNT,
                EventTypes.of(AccountEvent.class),
                balance -> null, // whose personal data a stream holds
                store,
                transactions,
                json,
                Clock.systemUTC());

        transactions.run(() -> accounts.handle("ada", new Deposit(500)));
        transactions.run(() -> accounts.handle("ada", new Deposit(250)));

        long now = accounts.find("ada").orElseThrow(); // 750
        long before = accounts.past().at("ada", 1).orElseThrow(); // 500
        // end

        assertThat(now).isEqualTo(750);
        assertThat(before).isEqualTo(500);
    }

    @Test
    void isWhatTheReadmeShows() throws Exception {
        ReadmeExample.isShown(ReadmeTest.class);
    }
}
