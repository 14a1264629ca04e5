package dev.waybill.inventory.domain;

/**
 * The stock of one order: what the order needs at its newest revision, and what is reserved for it. {@link Allocation}
 * decides what happens to it.
 *
 * @param place its place in the queue while it waits, kept through its revisions; 0 for none
 * @param missing what it waits for
 */
public record Reservation(int revision, Phase phase, Needs wanted, Needs held, long place, Needs missing) {

    /** The phases of a reservation. */
    public enum Phase {
        NONE,
        WAITING,
        RESERVED,
        RELEASED,
        ISSUED
    }

    /** Before the order has asked for anything. */
    public static final Reservation EMPTY = new Reservation(0, Phase.NONE, Needs.NONE, Needs.NONE, 0, Needs.NONE);

    /** What can happen to a reservation. */
    public sealed interface ReservationEvent {
        /** The order needs these items now. */
        record StockAsked(int revision, Needs wanted) implements ReservationEvent {}

        /** These pieces were reserved: now the order has all that it wants. */
        record StockReserved(Needs taken) implements ReservationEvent {}

        /** The order waits at that place of the queue while these pieces are missing. */
        record StockBackOrdered(long place, Needs missing) implements ReservationEvent {}

        /** These pieces are not wanted any more. */
        record StockReturned(Needs freed) implements ReservationEvent {}

        /** The order needs nothing any more, for good. */
        record StockReleased(int revision) implements ReservationEvent {}

        /** What was reserved has left the warehouse. */
        record StockIssued(int revision) implements ReservationEvent {}
    }

    /** Whether nothing can be reserved for the order any more. */
    public boolean isClosed() {
        return phase == Phase.RELEASED || phase == Phase.ISSUED;
    }

    /** The reservation after an event. */
    public static Reservation evolve(Reservation before, ReservationEvent event) {
        return switch (event) {
            case ReservationEvent.StockAsked(var revision, var wanted) ->
                new Reservation(revision, before.phase, wanted, before.held, before.place, before.missing);
            case ReservationEvent.StockReserved(var taken) ->
                new Reservation(before.revision, Phase.RESERVED, before.wanted, before.held.plus(taken), 0, Needs.NONE);
            case ReservationEvent.StockBackOrdered(var place, var missing) ->
                new Reservation(before.revision, Phase.WAITING, before.wanted, before.held, place, missing);
            case ReservationEvent.StockReturned(var freed) ->
                new Reservation(
                        before.revision,
                        before.phase,
                        before.wanted,
                        before.held.minus(freed),
                        before.place,
                        before.missing);
            case ReservationEvent.StockReleased(var revision) ->
                new Reservation(revision, Phase.RELEASED, before.wanted, Needs.NONE, 0, Needs.NONE);
            case ReservationEvent.StockIssued(var revision) ->
                new Reservation(revision, Phase.ISSUED, before.wanted, Needs.NONE, 0, Needs.NONE);
        };
    }
}
