package dev.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The time that processors have spent on all processes of a Linux machine with a name, from {@code /proc} (see {@code man proc}). */
final class ProcessorTime {

    private static final int USER = 11; // behind the name; then system, and both of children that have ended
    private static final long TICK_MS = 10; // USER_HZ is 100 on every Linux of today

    private ProcessorTime() {}

    static Duration of(String name) {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            return Duration.ofMillis(TICK_MS
                    * processes
                            .filter(process -> process.getFileName().toString().matches("\\d+"))
                            .flatMapToLong(process -> ticks(process, name))
                            .sum());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LongStream ticks(Path process, String name) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            int end = stat.lastIndexOf(')');
            if (!stat.substring(stat.indexOf('(') + 1, end).equals(name)) {
                return LongStream.empty();
            }
            String[] fields = stat.substring(end + 2).split(" ");
            return Arrays.stream(fields, USER, USER + 4).mapToLong(Long::parseLong);
        } catch (NoSuchFileException e) {
            return LongStream.empty(); // it has just ended
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
