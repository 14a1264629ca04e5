package dev.waybill.matrix;

/** What becomes of an order if nothing goes wrong, and how many of a hundred are like that. */
enum Kind {
    PLAIN(29, false),
    CART(9, false),
    OUTAGE(4, false),
    CANCELLED(11, false),
    CHANGED(8, false),
    MOVED(4, false),
    DECLINED(14, true),
    CAPTURE_DECLINED(4, true),
    BACK_ORDERED(8, true),
    NEVER_PAID(2, true),
    NEVER_STOCKED(7, true);

    private final int share;
    private final boolean waits;

    Kind(int share, boolean waits) {
        this.share = share;
        this.waits = waits;
    }

    /** Somebody else decides how long it takes: a customer, a delivery, a timer. */
    boolean waits() {
        return waits;
    }

    /** @param number 0 to 99 */
    static Kind of(int number) {
        int left = number;
        for (Kind kind : values()) {
            if (left < kind.share) {
                return kind;
            }
            left -= kind.share;
        }
        throw new IllegalArgumentException("the shares come to less than " + number);
    }
}
