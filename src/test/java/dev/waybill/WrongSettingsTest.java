package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.platform.embedded.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A setting that is wrong or missing ends the start with what is wrong and what would be right, not with a stack. */
@ExtendWith(OutputCaptureExtension.class)
class WrongSettingsTest {

    private static final String CONTEXT = "--waybill.contexts=shipping";
    private static final String BROKER = "--spring.rabbitmq.addresses=127.0.0.1:1";
    private static final List<String> USER = List.of(
            "--waybill.security.users.admin.password={noop}admin", "--waybill.security.users.admin.roles=operator");

    private static void start(String... settings) {
        assertThatThrownBy(() -> new SpringApplicationBuilder(Waybill.class)
                        .properties("waybill.data-dir=target/wrong-settings")
                        .run(settings)
                        .close())
                .isNotNull();
    }

    private static void startOn(String database) {
        start(CONTEXT, BROKER, "--server.port=0", "--spring.datasource.url=" + database, USER.get(0), USER.get(1));
    }

    private static void assertTold(CapturedOutput output, String wrong, String right) {
        assertThat(output).contains("APPLICATION FAILED TO START", wrong, right).doesNotContain("\tat dev.waybill");
    }

    @Test
    void anUnknownContext(CapturedOutput output) {
        start("--waybill.contexts=order,shiping");
        assertTold(output, "names \"shiping\", which is no context", "Name some of [billing, desk, ecommerce");
    }

    @Test
    void noUserOnServersOfOnesOwn(CapturedOutput output) {
        start(CONTEXT, BROKER, "--server.port=0", "--spring.datasource.url=" + TestDatabase.urlOfNew("wrong_settings"));
        assertTold(output, "no users are configured", "Set waybill.security.users.<name>.password");
    }

    @Test
    void aMasterKeyThatIsNone(CapturedOutput output) {
        start(
                CONTEXT,
                BROKER,
                "--server.port=0",
                "--spring.datasource.url=" + TestDatabase.urlOfNew("wrong_settings"),
                "--waybill.personal.master-key=much too short",
                USER.get(0),
                USER.get(1));
        assertTold(output, "waybill.personal.master-key is not the Base64 of 32 bytes", "openssl rand -base64 32");
        assertThat(output).doesNotContain("much too short");
    }

    @Test
    void aDatabaseServerThatDoesNotAnswer(CapturedOutput output) {
        startOn("jdbc:postgresql://127.0.0.1:1/waybill?user=waybill&password=secret");
        assertTold(
                output, "PostgreSQL at jdbc:postgresql://127.0.0.1:1/waybill as user", "correct spring.datasource.url");
        assertThat(output).doesNotContain("secret");
    }

    @Test
    void aDatabaseThatIsNotThere(CapturedOutput output) {
        startOn(TestDatabase.url("no_such_database"));
        assertTold(output, "database \"no_such_database\" does not exist", "Create it (createdb)");
    }
}
