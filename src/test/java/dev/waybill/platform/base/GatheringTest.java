package dev.waybill.platform.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatheringTest {

    private static final Duration PAUSE = Duration.ofMillis(400);

    private long now;
    private final Gathering gathering = new Gathering(PAUSE, () -> now);

    private void after(Duration time, int done) {
        now += time.toNanos();
        gathering.done(done);
    }

    @Test
    void atRestNothingWaits() {
        assertThat(gathering.pause()).isZero();
        for (int order = 0; order < 100; order++) {
            after(Duration.ofSeconds(1), 13);
            assertThat(gathering.pause()).isZero();
        }
    }

    @Test
    void underLoadTheNextBatchWaits() {
        for (int batch = 0; batch < 10; batch++) {
            after(Duration.ofMillis(100), 10);
        }

        assertThat(gathering.pause()).isEqualTo(PAUSE);
    }

    @Test
    void aLoadThatHasEndedIsForgotten() {
        after(Duration.ZERO, 1_000);
        assertThat(gathering.pause()).isEqualTo(PAUSE);

        now += Duration.ofSeconds(4).toNanos();

        assertThat(gathering.pause()).isZero();
    }
}
