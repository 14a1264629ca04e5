package dev.waybill.ecommerce.notice;

import dev.waybill.contract.ecommerce.EcommerceCommand.Choice;
import dev.waybill.contract.ecommerce.EcommerceCommand.Purpose;
import dev.waybill.ecommerce.domain.Notice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A notice in words: what happened, until when the shop waits for what, and what the customer can do. A purpose or choice
 * that this release does not know is shown as the text that was received.
 */
record MailText(String subject, String body) {

    private static final DateTimeFormatter DEADLINE = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    static MailText of(Notice notice) {
        return Purpose.of(notice.purpose())
                .map(purpose -> known(purpose, notice))
                .orElseGet(() -> unknown(notice));
    }

    private static MailText unknown(Notice notice) {
        String detail = notice.detail().isEmpty() ? "" : " (" + notice.detail() + ")";
        return text(
                notice,
                "News of your order " + notice.orderId(),
                "there is news of it: " + notice.purpose() + detail + ".",
                "We wait until %s.");
    }

    private static MailText known(Purpose purpose, Notice notice) {
        String order = "Your order " + notice.orderId();
        String detail = notice.detail();
        return switch (purpose) {
            case PAYMENT_DECLINED ->
                text(notice, order + ": the payment was declined", "we could not collect the payment for it.");
            case BACK_ORDERED ->
                text(
                        notice,
                        order + " waits for stock",
                        "not all of it is in stock (" + detail + "). It keeps its"
                                + " place in the queue and goes on by itself as soon as the stock is here.");
            case BACK_ORDER_REMINDER ->
                text(
                        notice,
                        order + " still waits for stock",
                        "we are still waiting for stock (" + detail + ")." + " It keeps its place in the queue.");
            case SHIPPED -> text(notice, order + " is on its way", "the parcel has left. Tracking number: " + detail);
            case CANCELLED ->
                text(
                        notice,
                        order + " was cancelled",
                        because(detail) + " Nothing is charged for it;" + " what had been collected goes back to you.");
            case CANCELLATION_REFUSED ->
                text(
                        notice,
                        order + " could not be cancelled",
                        "the parcel was on its way already, so your order" + " goes on and will be delivered.");
        };
    }

    private static MailText text(Notice notice, String subject, String happened) {
        return text(notice, subject, happened, "We wait until %s; then the order is cancelled.");
    }

    private static MailText text(Notice notice, String subject, String happened, String waiting) {
        return new MailText(subject, """
                Hello,

                about your order %s: %s
                %s%s
                Your shop
                """.formatted(
                        notice.orderId(), happened, choices(notice.choices()), deadline(notice.deadline(), waiting)));
    }

    private static String because(String reason) {
        return switch (reason) {
            case "" -> "it was cancelled.";
            case "BillableAmountRejected" -> "its amount is not the one that you agreed to, so it was cancelled.";
            case "PaymentPatienceRanOut" -> "no accepted payment method came in time, so it was cancelled.";
            case "BackOrderPatienceRanOut" -> "the missing stock did not come in time, so it was cancelled.";
            default -> "it was cancelled as asked for (" + reason + ").";
        };
    }

    private static String choices(List<String> choices) {
        return choices.isEmpty()
                ? ""
                : choices.stream()
                        .map(choice ->
                                "  - " + Choice.of(choice).map(MailText::words).orElse(choice) + "\n")
                        .collect(Collectors.joining("", "\nYou can\n", ""));
    }

    private static String words(Choice choice) {
        return switch (choice) {
            case CHANGE_PAYMENT_METHOD -> "give another payment method";
            case CHANGE_ORDER -> "change what you ordered, or where it goes";
            case CANCEL_ORDER -> "cancel the order";
            case WAIT -> "wait; you need to do nothing";
        };
    }

    private static String deadline(@Nullable Instant deadline, String waiting) {
        return deadline == null ? "" : "\n" + waiting.formatted(DEADLINE.format(deadline)) + "\n";
    }
}
