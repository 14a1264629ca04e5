package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The product as an earlier commit has it, built in a work tree of its own. */
final class EarlierCommit {

    private EarlierCommit() {}

    /** The jar of a commit; builds it unless it was built before. */
    static Path jar(String commit) throws IOException, InterruptedException {
        Path tree = Files.createDirectories(Path.of("target", "bench")).toAbsolutePath().resolve("commit-" + commit);
        Path jar = tree.resolve(Path.of("target", "waybill.jar"));
        if (!Files.exists(jar)) {
            if (!Files.exists(tree)) {
                run(Path.of(""), "git", "worktree", "add", "--detach", tree.toString(), commit);
            }
            run(tree, "mvn", "-B", "-q", "-Dmaven.test.skip=true", "-Dspotless.check.skip", "package");
        }
        return jar;
    }

    private static void run(Path directory, String... command) throws IOException, InterruptedException {
        int status = new ProcessBuilder(command)
                .directory(directory.toAbsolutePath().toFile())
                .inheritIO()
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException(List.of(command) + " ended with " + status);
        }
    }
}
