package dev.waybill.ecommerce.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.ecommerce.EcommerceCommand.Choice;
import dev.waybill.contract.ecommerce.EcommerceCommand.Purpose;
import dev.waybill.ecommerce.domain.Notice;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** The text of mails, and what happens to those that a server refuses. */
class MailNoticeTest {

    private static final String ADDRESS = "ada@example.org";

    private static Notice notice(Purpose purpose, String detail) {
        return new Notice("n-1", "order-1", purpose.name(), detail, null, List.of(), Instant.EPOCH);
    }

    @Test
    void anAddressThatIsRefusedPermanentlyIsNotTriedAgain() {
        assertThatCode(() -> send(550)).doesNotThrowAnyException();
    }

    @Test
    void aServerThatIsBusyIsTriedAgainAndTheAddressIsKeptOutOfTheLog() {
        assertThatThrownBy(() -> send(451))
                .hasMessageContaining("451")
                .message()
                .doesNotContain(ADDRESS);
    }

    @Test
    void aDeadlineAndTheChoicesAreNamed() {
        var body = MailText.of(new Notice(
                        "n-1",
                        "order-1",
                        Purpose.BACK_ORDERED.name(),
                        "missing: 1 x LAMP",
                        Instant.parse("2026-02-03T04:05:06Z"),
                        List.of(Choice.WAIT.name(), Choice.CANCEL_ORDER.name()),
                        Instant.EPOCH))
                .body();

        assertThat(body)
                .contains("missing: 1 x LAMP")
                .contains("until 3 February 2026, 04:05 UTC")
                .contains("  - wait; you need to do nothing\n  - cancel the order\n");
    }

    @Test
    void aCancellationNamesItsReason() {
        assertThat(MailText.of(notice(Purpose.CANCELLED, "PaymentPatienceRanOut"))
                        .body())
                .contains("no accepted payment method came in time");
        assertThat(MailText.of(notice(Purpose.CANCELLED, "found a better one")).body())
                .contains("as asked for (found a better one)");
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void everyPurposeHasItsOwnWords(Purpose purpose) {
        MailText text = MailText.of(notice(purpose, "D-1"));

        assertThat(text.subject()).startsWith("Your order order-1").doesNotContain("_");
        assertThat(text.body()).startsWith("Hello,").doesNotContain("_").doesNotContain("null");
    }

    @Test
    void whatThisReleaseDoesNotKnowIsShownAsItIs() {
        MailText text = MailText.of(new Notice(
                "n-1",
                "order-1",
                "PARCEL_LOST",
                "T-1",
                Instant.parse("2026-02-03T04:05:06Z"),
                List.of("RESHIP", Choice.CANCEL_ORDER.name()),
                Instant.EPOCH));

        assertThat(text.subject()).isEqualTo("News of your order order-1");
        assertThat(text.body())
                .contains("there is news of it: PARCEL_LOST (T-1).")
                .contains("  - RESHIP\n  - cancel the order\n")
                .contains("We wait until 3 February 2026, 04:05 UTC.\n");
    }

    private static void send(int answer) throws MessagingException {
        new MailNotice(new JavaMailSenderImpl() {
                    @Override
                    public void send(MimeMessage mail) {
                        throw new MailSendException(Map.of(mail, refusal(answer)));
                    }
                })
                .send("ada", ADDRESS, notice(Purpose.SHIPPED, "T-1"));
    }

    private static Exception refusal(int answer) {
        try {
            return new SendFailedException(
                    "Invalid Addresses",
                    new SMTPAddressFailedException(
                            new InternetAddress(ADDRESS), "RCPT TO", answer, "no such " + ADDRESS));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
