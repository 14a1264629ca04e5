package dev.waybill.platform.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.platform.eventstore.Initiator;
import dev.waybill.platform.eventstore.RecordedEvent;
import dev.waybill.platform.eventstore.StreamId;
import dev.waybill.platform.eventstore.Via;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.security.Role;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has caused an event is for those who look after customers, not for the customers. */
class EventJsonTest {

    private static EventJson shown(Initiator initiator, Role... roles) {
        var event = new RecordedEvent(
                new StreamId("order", "1"),
                1,
                "Cancelled",
                1,
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH,
                "cause",
                "flow",
                initiator);
        return EventJson.of(event, event.data(), new CurrentUser("somebody", Set.of(roles)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGENT", "OPERATOR"})
    void isShownToStaff(String name) {
        Role role = new Role(name);
        for (EventJson event : new EventJson[] {
            shown(Initiator.of("agnes", Via.DESK), role), shown(Initiator.of("agnes", Via.DESK), Role.CUSTOMER, role)
        }) {
            assertThat(event.actor()).isEqualTo("agnes");
            assertThat(event.via()).isEqualTo("DESK");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUSTOMER", "WAREHOUSE"})
    void isHiddenFromOthers(String name) {
        Role role = new Role(name);
        EventJson event = shown(Initiator.of("agnes", Via.DESK), role);

        assertThat(event.actor()).isNull();
        assertThat(event.via()).isNull();
    }

    @Test
    void isAbsentWhereItIsNotKnown() {
        EventJson event = shown(Initiator.UNKNOWN, Role.OPERATOR);

        assertThat(event.actor()).isNull();
        assertThat(event.via()).isNull();
    }
}
