package dev.waybill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class DataDirectoryTest {

    @TempDir
    Path temp;

    /** Holds the directory until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws IOException {
            DataDirectory.open(Path.of(arguments[0]));
            System.out.println("held");
            System.in.read();
        }
    }

    @Test
    void createsADirectoryThatOnlyItsOwnerMayEnter() throws IOException {
        Path path = temp.resolve("a/b");
        try (DataDirectory directory = DataDirectory.open(path)) {
            assertThat(directory).hasToString(path.toRealPath().toString());
            assertThat(Files.getPosixFilePermissions(path)).hasSize(3);
        }
    }

    @Test
    void refusesADirectoryThatThisProcessHoldsAlready() throws IOException {
        try (DataDirectory directory = DataDirectory.open(temp)) {
            assertThatThrownBy(() -> DataDirectory.open(temp))
                    .isInstanceOf(EmbeddedStartException.class)
                    .hasMessageContaining("The data directory " + directory + " is in use by another Waybill");
        }
    }

    @Test
    void canBeOpenedAgainWhenClosed() throws IOException {
        DataDirectory.open(temp).close();
        DataDirectory.open(temp).close();
    }

    @Test
    void tellsWhoStartsASecondWaybillWhichDirectoryIsInUseAndWhatToDo(CapturedOutput output) throws Exception {
        try (OtherProcess other = OtherProcess.run(Holder.class, temp)) {
            assertThat(other.says("held")).isTrue();

            SpringApplication second = new SpringApplication(EmbeddedConfiguration.class);
            second.setWebApplicationType(WebApplicationType.NONE);
            assertThatThrownBy(() -> second.run("--waybill.data-dir=" + temp)).isNotNull();

            assertThat(output)
                    .contains("APPLICATION FAILED TO START")
                    .contains("The data directory " + temp.toRealPath() + " is in use by another Waybill (process "
                            + other.pid() + ").")
                    .contains("waybill.data-dir")
                    .doesNotContain("\tat ");
        }
        DataDirectory.open(temp).close();
    }

    @Test
    void saysThatADirectoryCannotBeWritten() throws IOException {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> DataDirectory.open(file.resolve("data")))
                .isInstanceOfSatisfying(
                        EmbeddedStartException.class,
                        e -> assertThat(e.action()).contains("waybill.data-dir"))
                .hasMessageContaining("cannot be written");
    }
}
