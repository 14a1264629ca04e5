package dev.waybill.matrix;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an order can be when a fault strikes: what its process waits for, or its checkout that is still in flight. */
enum Step {
    CHECKED_OUT("Checked out"),
    PREPARE_INVOICE("PrepareInvoice"),
    CHANGED("Changed"),
    AUTHORIZE_PAYMENT("AuthorizePayment"),
    AWAIT_PAYMENT_METHOD("AwaitPaymentMethod"),
    RESERVE_STOCK("ReserveStock"),
    AWAIT_STOCK("AwaitStock"),
    CAPTURE_PAYMENT("CapturePayment"),
    SHIP_ORDER("ShipOrder"),
    CANCEL_SHIPMENT("CancelShipment"),
    DELIVER_PARCEL("DeliverParcel"),
    ISSUE_STOCK("IssueStock"),
    RELEASE_PAYMENT("ReleasePayment"),
    RELEASE_STOCK("ReleaseStock");

    private record At(String order, String activity, boolean changed) {}

    private static final String WAITING = """
            select distinct p.business_key_, e.act_id_,
                   e.act_id_ = 'PrepareInvoice' and exists (
                       select 1 from orders.event where stream = 'order/' || p.business_key_
                       and type in ('LinesChanged', 'ShipToChanged'))
            from orders.act_ru_execution e join orders.act_ru_execution p on p.id_ = e.proc_inst_id_
            where e.act_id_ = any(?)""";

    private final String activity;

    Step(String activity) {
        this.activity = activity;
    }

    String activity() {
        return activity;
    }

    /** Which orders are at which step at this instant. */
    static Map<Step, Set<String>> snapshot(Sql sql, Set<String> checkedOut) throws SQLException {
        Map<Step, Set<String>> all = new EnumMap<>(Step.class);
        Arrays.stream(values()).forEach(step -> all.put(step, new HashSet<>()));
        Map<String, Step> steps = Arrays.stream(values()).collect(Collectors.toMap(Step::activity, step -> step));
        List<At> waiting = sql.query(
                WAITING,
                row -> new At(row.getString(1), row.getString(2), row.getBoolean(3)),
                (Object) steps.keySet().toArray(String[]::new));
        for (At at : waiting) {
            all.get(at.changed() ? CHANGED : steps.get(at.activity())).add(at.order());
        }
        all.get(CHECKED_OUT)
                .addAll(sql.query(
                        "select n.id from unnest(?::text[]) as n(id) where not exists (select 1 from orders.stream s"
                                + " where s.id = 'order/' || n.id)",
                        row -> row.getString(1),
                        (Object) checkedOut.toArray(String[]::new)));
        return all;
    }
}
