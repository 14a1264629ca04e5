package dev.waybill.ecommerce.notice;

import dev.waybill.ecommerce.domain.Notice;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;

/**
 * Sends notices by mail. A mail that is repeated after a crash has the same Message-ID. A server that is away or busy is
 * tried again; an address that it refuses permanently is not.
 */
final class MailNotice implements CustomerNotice {

    private static final Logger log = LoggerFactory.getLogger(MailNotice.class);
    private static final int PERMANENT = 500; // SMTP answers from here on are not tried again

    private final JavaMailSender server;

    MailNotice(JavaMailSender server) {
        this.server = server;
    }

    @Override
    public void send(String customerId, @Nullable String email, Notice notice) throws MessagingException {
        if (email == null) {
            log.info(
                    "{} of order {} is only in the mailbox: no contact of its customer is known",
                    notice.purpose(),
                    notice.orderId());
            return;
        }
        try {
            server.send(mail(email, notice));
        } catch (MailSendException e) {
            refused(notice, answer(e).orElseThrow(() -> e));
        }
    }

    /** The address itself is never logged. */
    private static void refused(Notice notice, int answer) {
        if (answer < PERMANENT) {
            throw new IllegalStateException("the mail server answers " + answer + " to the customer's address");
        }
        log.warn(
                "{} of order {} is only in the mailbox: the mail server answers {} to its customer's address",
                notice.purpose(),
                notice.orderId(),
                answer);
    }

    private MimeMessage mail(String email, Notice notice) throws MessagingException {
        MailText text = MailText.of(notice);
        MimeMessage mail = server.createMimeMessage();
        mail.setFrom();
        mail.setRecipients(MimeMessage.RecipientType.TO, email);
        mail.setSubject(text.subject(), StandardCharsets.UTF_8.name());
        mail.setText(text.body(), StandardCharsets.UTF_8.name());
        mail.setHeader("Message-ID", "<" + notice.noticeId() + "@waybill>");
        mail.setHeader("Auto-Submitted", "auto-generated");
        return mail;
    }

    /** The server's answer to the address; empty when there was none. */
    private static Optional<Integer> answer(MailSendException failure) {
        return failure.getFailedMessages().values().stream()
                .flatMap(MailNotice::chain)
                .filter(SMTPAddressFailedException.class::isInstance)
                .map(refusal -> ((SMTPAddressFailedException) refusal).getReturnCode())
                .findFirst();
    }

    private static Stream<Exception> chain(Exception first) {
        return Stream.iterate(
                first,
                cause -> cause != null,
                cause -> cause instanceof MessagingException mail ? mail.getNextException() : null);
    }
}
