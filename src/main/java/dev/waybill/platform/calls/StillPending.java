package dev.waybill.platform.calls;

/** The other side was reached and has not decided yet: the call is made again later, and nothing is wrong. */
public final class StillPending extends Exception {

    private static final long serialVersionUID = 1;

    public StillPending(String message) {
        super(message);
    }
}
