package dev.waybill.platform.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.springframework.util.FileSystemUtils;

/** Directories that are private to the user who runs Waybill, and that appear whole or not at all. */
final class Directories {

    private Directories() {}

    /** Creates a directory, and the missing ones above it; what it creates only its owner may enter. */
    static Path createPrivate(Path directory) throws IOException {
        return Files.createDirectories(directory, ownerOnly("rwx------"));
    }

    static void delete(Path directory) throws IOException {
        FileSystemUtils.deleteRecursively(directory);
    }

    /** Gives a finished directory its name, so that half of it is never found there, not even after a power cut. */
    static void publish(Path finished, Path target) throws IOException {
        Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
        sync(Objects.requireNonNull(target.getParent()));
    }

    /** Writes a file that only its owner may read, down to the disk. */
    static void writePrivate(Path file, byte[] content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, ownerOnly("rw-------"));
        write(file, content);
    }

    /** Writes a file down to the disk. */
    static void write(Path file, byte[] content) throws IOException {
        Files.write(
                file,
                content,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        sync(file);
    }

    private static void sync(Path path) throws IOException {
        boolean directory = Files.isDirectory(path);
        if (directory && !posix()) {
            return; // Windows opens no directory as a file, and keeps renames in its journal.
        }
        try (FileChannel channel =
                FileChannel.open(path, directory ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return posix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
