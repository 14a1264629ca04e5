package dev.waybill.journey;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The embedded PostgreSQL's programs, which many data directories share: unpacking them takes seconds of a processor's time. */
final class UnpackedPostgres {

    private static final String BINARIES = "postgresql-binaries";

    private UnpackedPostgres() {}

    /** Gives a new data directory the programs that one beside it has, as links to the same files. */
    static void linkInto(Path data) throws IOException {
        Optional<Path> unpacked = besides(data);
        if (unpacked.isPresent()) {
            Path target = data.resolve(BINARIES).resolve(unpacked.get().getFileName());
            try (Stream<Path> files = Files.walk(unpacked.get())) {
                for (Path file : files.toList()) {
                    link(file, target.resolve(unpacked.get().relativize(file)));
                }
            }
        }
    }

    /** Published as a whole under the name of its version, so what has such a name is complete. */
    private static Optional<Path> besides(Path data) throws IOException {
        try (Stream<Path> all = Files.list(data.toAbsolutePath().getParent())) {
            for (Path other : all.map(directory -> directory.resolve(BINARIES)).toList()) {
                if (Files.isDirectory(other)) {
                    try (Stream<Path> versions = Files.list(other)) {
                        Optional<Path> version = versions.filter(folder ->
                                        folder.getFileName().toString().matches("[0-9a-f]{16}"))
                                .findFirst();
                        if (version.isPresent()) {
                            return version;
                        }
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static void link(Path from, Path to) throws IOException {
        if (Files.isSymbolicLink(from)) {
            Files.createSymbolicLink(to, Files.readSymbolicLink(from));
        } else if (Files.isDirectory(from)) {
            Files.createDirectories(to);
        } else {
            Files.createLink(to, from);
        }
    }
}
