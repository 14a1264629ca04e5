package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that keeps the embedded database and broker, locked for this process until it is closed.
 *
 * <p>The process that holds it may treat every server that still runs in it as an orphan.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "waybill.lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates the directory where it is missing, and locks it; throws when another Waybill has it or it is not writable. */
    public static DataDirectory open(Path directory) {
        Path absolute = directory.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(absolute)) {
                Directories.createPrivate(absolute);
            }
            Path path = absolute.toRealPath();
            return new DataDirectory(path, lock(path));
        } catch (IOException e) {
            throw new EmbeddedStartException(
                    "The data directory " + absolute + " cannot be written: " + e,
                    "Make it writable for the user " + System.getProperty("user.name")
                            + ", or name another directory with waybill.data-dir.",
                    e);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        Path file = path.resolve(LOCK);
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw inUse(path, holder(file));
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static @Nullable String holder(Path file) {
        try {
            String pid = Files.readString(file, StandardCharsets.US_ASCII);
            return pid.isBlank() ? null : pid.strip();
        } catch (IOException unreadableWhileLocked) {
            return null;
        }
    }

    private static EmbeddedStartException inUse(Path path, @Nullable String holder) {
        return new EmbeddedStartException(
                "The data directory " + path + " is in use by another Waybill"
                        + (holder == null ? "." : " (process " + holder + ")."),
                "Stop the other one, or give this one a directory of its own with waybill.data-dir.",
                null);
    }

    Path resolve(String child) {
        return path.resolve(child);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
