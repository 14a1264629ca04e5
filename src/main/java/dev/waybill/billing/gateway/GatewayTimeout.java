package dev.waybill.billing.gateway;

/** The provider did not answer; whether it did what was asked is not known, so the same is asked again. */
public final class GatewayTimeout extends RuntimeException {

    private static final long serialVersionUID = 1;

    public GatewayTimeout(String message) {
        super(message);
    }
}
