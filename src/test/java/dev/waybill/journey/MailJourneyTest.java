package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.jdbc.core.JdbcTemplate;

/** Customers get their notices by mail, on a real SMTP server. */
@Order(3)
class MailJourneyTest {

    private static GreenMail server;
    private static Shop shop;

    private final String customer = "reader-" + UUID.randomUUID();
    private final String address = customer + "@example.org";

    @BeforeAll
    static void open() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        int port = server.getSmtp().getPort();
        server.stop();
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        shop = Shop.openWithMail(port);
    }

    @AfterAll
    static void close() {
        server.stop();
    }

    private void reached() {
        assertThat(shop.put("/api/customers/" + customer + "/contact", Map.of("email", address))
                        .status())
                .isEqualTo(200);
    }

    private String order(String method) {
        return shop.place(Map.of("LAMP", 1), method, Map.of("customerId", customer));
    }

    private JsonNode mailbox() {
        return shop.get("/api/customers/" + customer + "/mailbox").json();
    }

    private List<MimeMessage> mails() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getAddressList(recipients(mail)).contains(address))
                .toList();
    }

    private static jakarta.mail.Address[] recipients(MimeMessage mail) {
        try {
            return mail.getAllRecipients();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
    }

    @Test
    void aDeclinedCustomerReadsWhatHappenedUntilWhenAndWhatTheyCanDo() throws MessagingException {
        reached();

        String id = order("pm_card_chargeDeclined");

        await(() -> mails().size() == 1);
        MimeMessage mail = mails().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Your order " + id + ": the payment was declined");
        assertThat(mail.getMessageID())
                .isEqualTo("<" + mailbox().at("/0/noticeId").asText() + "@waybill>");
        assertThat(GreenMailUtil.getBody(mail))
                .contains("We wait until")
                .contains("give another payment method")
                .contains("cancel the order");
    }

    @Test
    void aNoticeOfALaterReleaseIsDeliveredWithItsOwnWords() throws MessagingException {
        reached();
        String id = UUID.randomUUID().toString();
        String notice = """
                {"specversion": "1.0", "id": "%1$s", "source": "order", "type": "NotifyCustomer", "subject": "%1$s",
                 "time": "2026-01-31T12:00:00Z", "data": {"orderId": "%1$s", "revision": 1, "customerId": "%2$s",
                 "purpose": "PARCEL_LOST", "detail": "T-1", "choices": ["RESHIP"]}}""".formatted(id, customer);

        send(notice);

        await(() -> mails().size() == 1);
        assertThat(mails().getFirst().getSubject()).isEqualTo("News of your order " + id);
        assertThat(GreenMailUtil.getBody(mails().getFirst())).contains("PARCEL_LOST (T-1)", "- RESHIP");
        assertThat(mailbox().at("/0/purpose").asText()).isEqualTo("PARCEL_LOST");
        assertThat(mailbox().at("/0/choices/0").asText()).isEqualTo("RESHIP");
    }

    @Test
    void aCustomerGetsTheTrackingNumberOfTheirParcel() throws MessagingException {
        reached();

        String id = order("pm_card_visa");

        await(() -> mails().size() == 1);
        String tracking = shop.get("/api/shipments?orderId=" + id)
                .json()
                .findValuesAsText("trackingNumber")
                .getFirst();
        assertThat(mails().getFirst().getSubject()).isEqualTo("Your order " + id + " is on its way");
        assertThat(GreenMailUtil.getBody(mails().getFirst())).contains(tracking);
        assertThat(mailbox().at("/0/purpose").asText()).isEqualTo("SHIPPED");
        assertThat(mailbox().at("/0/detail").asText()).isEqualTo(tracking);
    }

    @Test
    void mailsWaitForAServerThatIsDownAndGoOnByThemselves() {
        reached();
        server.stop();
        try {
            order("pm_card_chargeDeclined");
            await(() -> mailbox().size() == 1);
            await(() -> attempts() >= 2);
            assertThat(shop.get("/actuator/health").status()).isEqualTo(200);
        } finally {
            server.start();
        }

        await(() -> mails().size() == 1);
        await(() -> attempts() == 0);
        assertThat(mails()).hasSize(1);
        assertThat(mailbox()).hasSize(1);
    }

    @Test
    void aCommandThatComesTwiceSendsOneNotice() {
        reached();
        String subject = UUID.randomUUID().toString();
        String first = notifyCustomer(subject, 1, "PAYMENT_DECLINED");
        send(first);
        await(() -> mails().size() == 1);

        send(first);
        send(notifyCustomer(subject, 2, "CANCELLED"));

        await(() -> mails().size() == 2);
        assertThat(mailbox().findValuesAsText("purpose")).containsExactly("CANCELLED", "PAYMENT_DECLINED");
    }

    @Test
    void aMailThatACrashRepeatsIsRecognisedByItsMessageId() throws MessagingException {
        reached();
        order("pm_card_chargeDeclined");
        await(() -> mails().size() == 1 && attempts() == 0);
        JsonNode notice = mailbox().get(0);

        repeatTheCall(notice.path("noticeId").asText(), notice.path("orderId").asText());

        await(() -> mails().size() == 2);
        assertThat(mails())
                .extracting(mail -> mail.getHeader("Message-ID")[0])
                .containsOnly(mails().getFirst().getMessageID());
        assertThat(mailbox()).hasSize(1);
    }

    @Test
    void aCustomerWithoutContactIsNotifiedInTheMailboxAlone() {
        order("pm_card_chargeDeclined");

        await(() -> mailbox().size() == 1 && attempts() == 0);
        assertThat(mails()).isEmpty();
    }

    @Test
    void onlyOneWellFormedAddressIsAccepted() {
        String contact = "/api/customers/" + customer + "/contact";

        for (String wrong :
                List.of("nobody", "a@example.org, b@example.org", "Ada <a@example.org>", "a b@example.org")) {
            var answer = shop.put(contact, Map.of("email", wrong));
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.body()).contains("\"email\"");
        }
        assertThat(shop.get(contact).status()).isEqualTo(404);
        reached();
        assertThat(shop.get(contact).json().path("email").asText()).isEqualTo(address);
        assertThat(shop.bean(JdbcTemplate.class)
                        .queryForObject(
                                "select data::text from ecommerce.contact where customer_id = ?",
                                String.class,
                                customer))
                .doesNotContain(address);
    }

    /** How often the mails that are still to be sent were tried. */
    private static int attempts() {
        Integer attempts = shop.bean(JdbcTemplate.class)
                .queryForObject("select coalesce(sum(attempts), 0) from ecommerce.remote_call", Integer.class);
        return attempts == null ? 0 : attempts;
    }

    /** What a crash between the sending of a mail and the record of it leaves. */
    private static void repeatTheCall(String noticeId, String orderId) {
        shop.bean(JdbcTemplate.class)
                .update(
                        "insert into ecommerce.remote_call (id, kind, subject, cause, due_at)"
                                + " values (?, 'tell-customer', ?, ?, now())",
                        "tell-customer:" + noticeId,
                        orderId,
                        orderId);
    }

    private String notifyCustomer(String subject, int sequence, String purpose) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "order", "type": "NotifyCustomer", "subject": "%s",
                 "time": "2026-01-31T12:00:00Z", "sequence": %d, "data": {"orderId": "%s", "revision": 1,
                 "customerId": "%s", "purpose": "%s", "detail": "", "choices": []}}""".formatted(UUID.randomUUID(), subject, sequence, subject, customer, purpose);
    }

    private static void send(String message) {
        shop.bean(RabbitTemplate.class).convertAndSend("ecommerce.commands", "NotifyCustomer", message);
    }
}
