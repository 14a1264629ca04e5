package dev.waybill.platform.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {

    private static final int PROCESSES = 8;

    @TempDir
    Path directory;

    private static PersonalProperties configured(String key, String file) {
        return new PersonalProperties(key, file, List.of(), null);
    }

    @Test
    void derivesAKeyPerPurposeAndAlwaysTheSame() {
        MasterKey key = MasterKey.random();
        MasterKey same = MasterKey.parse(key.toBase64(), "test");

        assertThat(key.derive("cursors")).isEqualTo(same.derive("cursors"));
        assertThat(key.derive("cursors")).isNotEqualTo(key.derive("other"));
        assertThat(key.derive("cursors")).isNotEqualTo(MasterKey.random().derive("cursors"));
        assertThat(key.id()).isEqualTo(same.id()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all, and rather long for a key!", "{bcrypt}x"})
    void isRefusedUnlessItIsTheBase64Of32Bytes(String text) {
        assertThatThrownBy(() -> MasterKeys.of(configured(text, ""), directory, true))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("waybill.personal.master-key is not the Base64 of 32 bytes")
                .hasMessageNotContaining(text);
    }

    @Test
    void isReadFromTheConfiguredFile() throws IOException {
        MasterKey key = MasterKey.random();
        Path file = Files.writeString(directory.resolve("key"), key.toBase64() + "\n");

        assertThat(MasterKeys.of(configured("", file.toString()), directory, true)
                        .currentOrNew()
                        .id())
                .isEqualTo(key.id());
        assertThatThrownBy(() -> MasterKeys.of(configured(key.toBase64(), file.toString()), directory, true))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("Both");
        Files.delete(file);
        assertThatThrownBy(() -> MasterKeys.of(configured("", file.toString()), directory, true))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("There is no file " + file);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void isTheSameForAllProcessesThatCreateItAtTheSameTime() throws Exception {
        Path data = directory.resolve("not/there/yet");
        var start = new CyclicBarrier(PROCESSES);
        try (var threads = Executors.newFixedThreadPool(PROCESSES)) {
            List<CompletableFuture<String>> ids = IntStream.range(0, PROCESSES)
                    .mapToObj(n -> CompletableFuture.supplyAsync(
                            () -> {
                                var keys = MasterKeys.of(configured("", ""), data, true);
                                await(start);
                                return keys.currentOrNew().id();
                            },
                            threads))
                    .toList();
            assertThat(ids.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        }
        assertThat(data).isDirectoryContaining(file -> file.endsWith("master.key"));
        try (var files = Files.list(data)) {
            assertThat(files).hasSize(1);
        }
        if (Files.getFileStore(data).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("master.key"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void endsTheStartWithWhatToSetWhereItCannotBeWritten() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> MasterKeys.of(configured("", ""), file, true).currentOrNew())
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("none can be written to " + file);
    }

    private static void await(CyclicBarrier start) {
        try {
            start.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
