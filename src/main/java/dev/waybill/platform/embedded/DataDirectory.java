package dev.waybill.platform.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory in which the embedded servers keep their data. It is locked before anything in it is touched, so whoever
 * else still runs in there is an orphan of a process that ended.
 */
final class DataDirectory implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes the directory if it is missing and locks it for the life of this process. */
    static DataDirectory lock(String location) {
        Path path = Path.of(location).toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("waybill.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new UnusableDataDirectory(
                        "the data directory " + path + " is in use by another Waybill",
                        "Stop that one, or set waybill.data-dir to another directory.");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new UnusableDataDirectory(
                    "the data directory " + path + " cannot be written: " + e,
                    "Make it writable for this user, or set waybill.data-dir to another directory.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another application of this very process
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the lock of " + path + " could not be released", e);
        }
    }
}
