package dev.waybill.platform.live;

import dev.waybill.platform.eventstore.EventLog;
import dev.waybill.platform.eventstore.LogPosition;
import dev.waybill.platform.eventstore.LoggedEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Returns which streams of a context have moved since the last call, in whichever process. */
public final class LogFollower implements LiveFeed.Moved {

    private static final int BATCH = 1_000;

    private final EventLog log;
    private LogPosition at;

    public LogFollower(EventLog log) {
        this.log = log;
        this.at = LogPosition.START;
    }

    @Override
    public void fromNow() {
        at = log.newestSettled();
    }

    @Override
    public Set<String> topics() {
        Set<String> moved = new HashSet<>();
        List<LoggedEvent> batch;
        do {
            batch = log.after(at, BATCH);
            batch.forEach(event -> moved.add(event.event().stream().toString()));
            if (!batch.isEmpty()) {
                at = batch.getLast().at();
            }
        } while (batch.size() == BATCH);
        return moved;
    }
}
