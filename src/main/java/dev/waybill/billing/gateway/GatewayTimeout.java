package dev.waybill.billing.gateway;

/** The provider did not answer. Whether it has done what was asked is unknown, so the call is repeated. */
public final class GatewayTimeout extends RuntimeException {

    private static final long serialVersionUID = 1;

    public GatewayTimeout(String message) {
        super(message);
    }
}
