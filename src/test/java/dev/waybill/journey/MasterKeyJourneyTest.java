package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.platform.personal.MasterKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.core.NestedExceptionUtils;

/** The embedded default keeps its master key in the data directory, and starts with that key only. */
@Tag(Shop.ONE_JVM)
class MasterKeyJourneyTest {

    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @Test
    @EnabledIf("embedded")
    void theDataDirectoryOpensWithItsOwnKeyOnly() throws IOException {
        Path data = Shop.dataDirectory();
        Path key = data.resolve("master.key");
        start(data).close();
        String first = Files.readString(key);

        Files.delete(key);
        assertThat(failureOfStart(data)).hasMessageContaining("there is none in " + key.toAbsolutePath());
        assertThat(key).doesNotExist();

        byte[] other = new byte[32];
        new SecureRandom().nextBytes(other);
        Files.writeString(key, Base64.getEncoder().encodeToString(other));
        assertThat(failureOfStart(data)).hasMessageContaining("but the one in " + key.toAbsolutePath() + " is ");

        Files.writeString(key, first);
        start(data).close();
    }

    private static Shop start(Path data) {
        return Shop.start(data, "--waybill.contexts=inventory");
    }

    private static Throwable failureOfStart(Path data) {
        Throwable failure = catchThrowable(() -> start(data).close());
        assertThat(failure).as("the start").isNotNull();
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        assertThat(cause).isInstanceOf(MasterKeyException.class);
        return cause;
    }
}
