package dev.waybill.platform.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks this platform's PostgreSQL from the class path, once per version. */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** Answers the unpacked PostgreSQL under the given directory, and removes other versions of it. */
    static Path unpackInto(Path directory) throws IOException {
        byte[] archive = archive();
        Path home = directory.resolve(digest(archive));
        if (!Files.isDirectory(home)) {
            Directories.delete(directory);
            Directories.createPrivate(directory);
            Path unfinished = directory.resolve("unfinished");
            unpack(archive, unfinished);
            Directories.publish(unfinished, home);
        }
        return home;
    }

    private static byte[] archive() throws IOException {
        try (InputStream in =
                DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system(), System.getProperty("os.arch"))) {
            return in.readAllBytes();
        } catch (IllegalStateException missing) {
            throw new EmbeddedStartException(
                    "No PostgreSQL for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                            + " comes with Waybill.",
                    "Name a PostgreSQL of yours with spring.datasource.url.",
                    missing);
        }
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? "Darwin" : name.startsWith("windows") ? "Windows" : "Linux";
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                unpack(entry, tar, target.resolve(entry.getName()).normalize());
                entry = tar.getNextEntry();
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path file) throws IOException {
        if (entry.isDirectory()) {
            Directories.createPrivate(file);
            return;
        }
        Directories.createPrivate(Objects.requireNonNull(file.getParent()));
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
            return;
        }
        Directories.write(file, content.readAllBytes());
        if ((entry.getMode() & EXECUTABLE) != 0 && !file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }
}
