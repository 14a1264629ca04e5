package dev.waybill.contract;

import java.util.List;

/** The names of the roles that users have in all contexts, in settings and in tokens. */
public final class RoleNames {

    /** A customer of the shop. */
    public static final String CUSTOMER = "CUSTOMER";

    /** An agent of the order desk. */
    public static final String AGENT = "AGENT";

    /** Somebody who works in the warehouse. */
    public static final String WAREHOUSE = "WAREHOUSE";

    /** An operator of the system. */
    public static final String OPERATOR = "OPERATOR";

    /** All of them. */
    public static final List<String> ALL = List.of(CUSTOMER, AGENT, WAREHOUSE, OPERATOR);

    private RoleNames() {}
}
