package dev.waybill.platform.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM beside the tests' own, to hold what they want to find held and to die as they want it to. */
final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static OtherProcess run(Class<?> main, Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new OtherProcess(new ProcessBuilder(List.of(
                        java, "-cp", System.getProperty("java.class.path"), main.getName(), directory.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits for a line of its output; false when it ends without one. */
    boolean says(String line) throws IOException {
        String next = output.readLine();
        while (next != null && !next.equals(line)) {
            next = output.readLine();
        }
        return next != null;
    }

    long pid() {
        return process.pid();
    }

    /** Waits until it ends by itself, and answers its exit status. */
    int ends() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
