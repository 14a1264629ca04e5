package dev.waybill.order.domain;

import dev.waybill.contract.amounts.Amounts;
import dev.waybill.order.domain.OrderEvent.Answer;
import dev.waybill.order.domain.OrderEvent.OrderPlaced;
import dev.waybill.order.domain.OrderEvent.WaitBegan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order as it follows from its events.
 *
 * @param placed what was agreed at the start; null before the first event
 * @param terms what the customer wants now
 * @param progress how far the services have come with it
 * @param cancellation why the order is to end, or was to; null when no cancellation was requested
 */
public record Order(
        @Nullable OrderPlaced placed,
        long version,
        Terms terms,
        Payment payment,
        Stock stock,
        Progress progress,
        @Nullable Cancellation cancellation) {

    /** Before the first event. */
    public static final Order NONE = new Order(null, 0, Terms.NONE, Payment.NONE, Stock.NONE, Progress.NONE, null);

    static Order of(OrderPlaced placed) {
        var terms = new Terms(placed.lines(), placed.shipTo(), placed.amounts(), placed.quotedTotal());
        var payment = Payment.by(placed.paymentMethod(), Payment.NONE);
        return new Order(placed, 1, terms, payment, Stock.NONE, Progress.FIRST, null);
    }

    /** Raised by each change and each new payment method; commands to the services carry it. */
    public int revision() {
        return progress.revision();
    }

    /** How far the order has come, whether or not it is being cancelled. */
    public OrderStatus stage() {
        return progress.stage();
    }

    /** Where the order is in its life. */
    public OrderStatus status() {
        return isCancelling() ? OrderStatus.CANCELLING : stage();
    }

    /**
     * What distinguishes the tasks at which an order of one status can wait: how far it had come when its cancellation was
     * requested, and {@code PLACED} for one that is invoiced again; else the status.
     */
    public OrderStatus waitsSince() {
        if (cancellation != null && isCancelling()) {
            return cancellation.at();
        }
        return progress.invoiceDue() ? OrderStatus.PLACED : stage();
    }

    /** What the services answered to the current revision. */
    public Set<Answer> answers() {
        return progress.answers();
    }

    /** Whether an answer of that name, its event's, is recorded for the current revision. */
    public boolean hasAnswer(String answer) {
        return answers().stream()
                .anyMatch(event -> event.getClass().getSimpleName().equals(answer));
    }

    /** Until when the order waits as it is; empty where that has no patience, or none was recorded when it began. */
    public Optional<Deadline> deadline() {
        return Optional.ofNullable(progress.lastWait())
                .filter(began -> began.waiting() == status() && began.revision() == revision())
                .map(began -> new Deadline(began.remindAt(), began.until()));
    }

    /** The patience for a payment counts from the first decline since the last success, however many follow. */
    Deadline sinceFirstDecline(Deadline fromNow) {
        WaitBegan first = progress.lastWait();
        return first != null
                        && first.waiting() == OrderStatus.PAYMENT_DECLINED
                        && first.until().isBefore(fromNow.until())
                ? new Deadline(first.remindAt(), first.until())
                : fromNow;
    }

    /** A payment has succeeded: the next decline begins a patience of its own. */
    Order patientAgain() {
        return with(progress.patientAgain());
    }

    /** Whether the customer may be reminded of this wait: once, as far as it is on record. */
    boolean isReminderDue() {
        return deadline().map(deadline -> deadline.remindAt() != null).orElse(true);
    }

    private boolean isCancelling() {
        return cancellation != null && !cancellation.refused() && !stage().isTerminal();
    }

    /** What was agreed at the start. */
    public OrderPlaced agreed() {
        if (placed == null) {
            throw new IllegalStateException("the order was never placed");
        }
        return placed;
    }

    /** The order's id. */
    public String id() {
        return agreed().orderId();
    }

    /** The customer, whose personal data the order carries; null before the order is placed. */
    public @Nullable String customerId() {
        return placed == null ? null : placed.customerId();
    }

    /** Whether the customer may still change what they want. */
    public boolean isChangeable() {
        return exists() && status().isBeforePayment();
    }

    /** Whether that method is the one in use; a declined one may be tried again. */
    public boolean isPaidBy(String method) {
        return payment.method().equals(method) && stage() != OrderStatus.PAYMENT_DECLINED;
    }

    /** Whether a cancellation may still be asked for: not once it was refused, the parcel is then on its way. */
    boolean isCancellable() {
        return exists() && cancellation == null && stage() != OrderStatus.SHIPPED && !stage().isTerminal();
    }

    boolean exists() {
        return placed != null;
    }

    /** Whether an answer of that revision may move the order, rather than being history. */
    boolean moves(int answered) {
        return progress.moves(answered);
    }

    Order at(OrderStatus next) {
        return with(progress.at(next));
    }

    Order at(OrderStatus next, int answered) {
        return moves(answered) ? at(next) : this;
    }

    Order next() {
        return new Order(placed, Math.incrementExact(version), terms, payment, stock, progress, cancellation);
    }

    Order answered(Answer answer) {
        return with(progress.answered(answer));
    }

    Order revised(int newRevision) {
        return with(progress.revised(newRevision));
    }

    /** Begins with the invoice again, or has it. */
    Order invoiceDue(boolean due) {
        return with(progress.invoiceDue(due));
    }

    Order waiting(WaitBegan began) {
        return with(progress.waiting(began));
    }

    Order reminded() {
        return with(progress.reminded());
    }

    Order costing(Amounts amounts) {
        return with(terms.costing(amounts));
    }

    Order wanting(List<OrderLine> lines, Amounts amounts, @Nullable Long quotedTotal) {
        return with(new Terms(lines, terms.shipTo(), amounts, quotedTotal));
    }

    /** Another address may cost another VAT, so what was quoted before does not count any more. */
    Order shippingTo(ShipTo shipTo, Amounts amounts) {
        return with(new Terms(terms.lines(), shipTo, amounts, null));
    }

    private Order with(Progress newProgress) {
        return new Order(placed, version, terms, payment, stock, newProgress, cancellation);
    }

    private Order with(Terms newTerms) {
        return new Order(placed, version, newTerms, payment, stock, progress, cancellation);
    }

    Order with(Payment newPayment) {
        return new Order(placed, version, terms, newPayment, stock, progress, cancellation);
    }

    Order with(Stock newStock) {
        return new Order(placed, version, terms, payment, newStock, progress, cancellation);
    }

    Order with(@Nullable Cancellation newCancellation) {
        return new Order(placed, version, terms, payment, stock, progress, newCancellation);
    }
}
