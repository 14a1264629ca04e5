package dev.waybill.platform.messaging;

/** What a context does when a message of one of its lanes is parked, and when that message is released again. */
public interface ParkingHook {

    /** Does nothing. */
    ParkingHook NONE = new ParkingHook() {
        @Override
        public void parked(Envelope envelope, long id, String cause) {}

        @Override
        public void released(String subject, long id) {}
    };

    /** A message was parked under that id, and its lane waits behind it; inside the transaction that parks it. */
    void parked(Envelope envelope, long id, String cause);

    /** The message that was parked under that id is handled or skipped now; inside that transaction. */
    void released(String subject, long id);
}
