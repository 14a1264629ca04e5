package dev.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** How busy all processors of a Linux machine were, from {@code /proc/stat} (see {@code man proc}). */
record MachineTime(long busy, long all) {

    private static final int IDLE = 3;
    private static final int WAITING_FOR_DISKS = 4;

    static MachineTime now() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/stat"));
            long[] ticks = Arrays.stream(lines.getFirst().trim().split("\\s+"))
                    .skip(1)
                    .limit(8)
                    .mapToLong(Long::parseLong)
                    .toArray();
            long all = Arrays.stream(ticks).sum();
            return new MachineTime(all - ticks[IDLE] - ticks[WAITING_FOR_DISKS], all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part of all processors' time since then in which they had something to do, 0 to 1. */
    double busySince() {
        MachineTime now = now();
        return (double) (now.busy - busy) / (now.all - all);
    }
}
