package dev.waybill.platform.personal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The file with a master key; one that is created here only its owner may read. */
final class MasterKeyFile {

    private final Path path;

    MasterKeyFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /** The key in the file; empty when there is no file. */
    Optional<MasterKey> read() {
        try {
            return Files.exists(path)
                    ? Optional.of(MasterKey.parse(Files.readString(path, StandardCharsets.US_ASCII), path.toString()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new MasterKeyException(
                    "The master key in " + path + " cannot be read: " + e,
                    "Make it readable for the user " + System.getProperty("user.name") + ".");
        }
    }

    /** Creates the file with a new key; when several processes do so at the same time, all get the key of the first. */
    MasterKey create() {
        try {
            Path directory = Objects.requireNonNull(path.getParent());
            Files.createDirectories(directory, ownerOnly("rwx------"));
            Path draft = directory.resolve(path.getFileName() + "." + UUID.randomUUID());
            Files.createFile(draft, ownerOnly("rw-------"));
            try {
                write(draft, MasterKey.random().toBase64() + "\n");
                publish(draft);
            } finally {
                Files.delete(draft);
            }
        } catch (IOException | UnsupportedOperationException e) {
            throw new MasterKeyException(
                    "No master key is configured, and none can be written to " + path + ": " + e,
                    "Set waybill.personal.master-key (WAYBILL_PERSONAL_MASTER_KEY) or .master-key-file to a key made with"
                            + " `openssl rand -base64 32`, the same for all processes of this database.");
        }
        return read().orElseThrow(() -> new IllegalStateException(path + " was removed"));
    }

    private static void write(Path draft, String text) throws IOException {
        Files.writeString(draft, text, StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** A link appears with its content, and never replaces a file. */
    private void publish(Path draft) throws IOException {
        try {
            Files.createLink(path, draft);
        } catch (FileAlreadyExistsException anotherProcessWasFirst) {
            // Its key is the one to use.
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
