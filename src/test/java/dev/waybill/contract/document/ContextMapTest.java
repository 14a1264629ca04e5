package dev.waybill.contract.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.Dependency;
import dev.waybill.contract.document.Language.MessageType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The context map shows all messages between contexts, and nothing else. */
class ContextMapTest {

    static Stream<MessageType> messages() {
        return Language.messages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void everyMessageHasASenderAndAnEventItsOwnerAlone(MessageType message) {
        String owner = Language.owner(message.exchange());

        assertThat(message.senders()).isNotEmpty();
        if (message.isCommand()) {
            assertThat(message.senders()).doesNotContain(owner);
        } else if (!message.isAnswer()) {
            assertThat(message.senders()).containsExactly(owner);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void everyContextThatKnowsAMessageSendsOrReceivesIt(MessageType message) {
        Set<String> onTheMap = new TreeSet<>(message.senders());
        onTheMap.add(Language.owner(message.exchange()));
        onTheMap.addAll(Language.hearers(message.exchange()));

        assertThat(onTheMap).containsAll(whoKnows(message));
    }

    private static List<String> whoKnows(MessageType message) {
        return Language.CLASSES.get(message.record()).getDirectDependenciesToSelf().stream()
                .map(Dependency::getOriginClass)
                .map(Language::contextOf)
                .filter(Language.contexts()::contains)
                .toList();
    }

    @Test
    void aPageWithoutAPlaceForTheMapIsRefused() {
        assertThatThrownBy(() -> ContextMap.drawnInto("# Architecture\n")).hasMessageContaining("no place for the map");
    }
}
