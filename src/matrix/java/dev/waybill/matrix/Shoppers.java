package dev.waybill.matrix;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/** Customers who order at a steady rate, and do with their orders what customers do. */
final class Shoppers implements AutoCloseable {

    static final String SKU = "LAMP";
    static final String RARE = "RARE";
    static final String NEVER = "NEVER";

    private static final Map<String, String> HOME = Map.of(
            "name", "Ada Lovelace",
            "street", "Main Street 1",
            "city", "Berlin",
            "postalCode", "10115",
            "country", "DE");

    private final Client client;
    private final Whereabouts whereabouts;
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final Set<String> checkedOut = ConcurrentHashMap.newKeySet();
    private final Queue<String> filledCarts = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(42);
    private final Semaphore atOnce = new Semaphore(60);
    private final Thread gate;
    private volatile double perSecond;
    private volatile boolean closed;

    Shoppers(Client client, Whereabouts whereabouts) {
        this.client = client;
        this.whereabouts = whereabouts;
        this.gate = Thread.ofPlatform().daemon().name("shoppers").start(this::let);
    }

    /** How many come in a second, from now on. */
    void come(double rate) {
        perSecond = rate;
    }

    List<Accepted> accepted() {
        return List.copyOf(accepted.values());
    }

    /** Orders of carts; an order appears in the order context some time after its checkout was answered. */
    Set<String> checkedOut() {
        return checkedOut;
    }

    /** All answers that should not have been given. */
    List<String> refused() {
        return List.copyOf(refused);
    }

    private void let() {
        double due = 0;
        long last = System.nanoTime();
        try {
            while (!closed) {
                Thread.sleep(20);
                long now = System.nanoTime();
                due = perSecond == 0 ? 0 : Math.min(due + perSecond * (now - last) / 1e9, 5);
                last = now;
                for (; due >= 1 && atOnce.tryAcquire(); due--) {
                    Kind kind = Kind.of(random.nextInt(100));
                    Thread.ofVirtual().start(() -> shop(kind));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shop(Kind kind) {
        try {
            String order;
            try {
                order = kind == Kind.CART ? checkOut(fillCart()) : place(kind);
            } finally {
                atOnce.release();
            }
            if (!order.isEmpty()) {
                live(kind, order);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            refused.add(kind + ": " + e);
        }
    }

    private String place(Kind kind) throws InterruptedException {
        String method =
                switch (kind) {
                    case DECLINED, NEVER_PAID -> "pm_card_chargeDeclined";
                    case CAPTURE_DECLINED -> "pm_sandbox_captureDeclined";
                    case OUTAGE -> "pm_sandbox_outage";
                    default -> "pm_card_visa";
                };
        String sku =
                switch (kind) {
                    case BACK_ORDERED -> RARE;
                    case NEVER_STOCKED -> NEVER;
                    default -> SKU;
                };
        Map<String, Object> order = new HashMap<>(Map.of("customerId", "ada", "shipTo", HOME, "paymentMethod", method));
        order.put("items", items(sku, 1));
        return taken(kind, client.ask("order", "POST", "/api/orders", order));
    }

    private String taken(Kind kind, Client.Answer answer) {
        if (!answer.accepted()) {
            refused.add(kind + " was answered " + answer);
            return "";
        }
        String id = answer.text("orderId");
        accepted.put(id, new Accepted(id, kind, System.nanoTime()));
        return id;
    }

    private void live(Kind kind, String order) throws InterruptedException {
        switch (kind) {
            case CANCELLED -> {
                Thread.sleep(ThreadLocalRandom.current().nextInt(6_000));
                cancel(order);
            }
            case CHANGED -> {
                Thread.sleep(ThreadLocalRandom.current().nextInt(3_000));
                change(order);
            }
            case MOVED -> {
                Thread.sleep(ThreadLocalRandom.current().nextInt(2_000));
                var home = new HashMap<>(HOME);
                home.put("country", "AT");
                decide(order, "PUT", "/ship-to", home);
            }
            case DECLINED, CAPTURE_DECLINED -> payAgain(order);
            default -> {}
        }
    }

    void cancel(String order) throws InterruptedException {
        decide(order, "POST", "/cancellation", Map.of("reason", "changed my mind"));
    }

    void change(String order) throws InterruptedException {
        decide(order, "PUT", "/lines", Map.of("items", items(SKU, 2)));
    }

    /** The customer sees that the card was declined, thinks, and takes another one. */
    private void payAgain(String order) throws InterruptedException {
        for (int look = 0; look < 300; look++) {
            Thread.sleep(300);
            if (whereabouts.isAt(order, Step.AWAIT_PAYMENT_METHOD)) {
                Thread.sleep(8_000);
                if (decide(order, "PUT", "/payment-method", Map.of("paymentMethod", "pm_card_visa"))) {
                    return;
                }
            }
        }
    }

    private boolean decide(String order, String method, String what, Object body) throws InterruptedException {
        Client.Answer answer = client.ask("order", method, "/api/orders/" + order + what, body);
        if (!answer.accepted() && answer.status() != 409) {
            refused.add(method + " " + what + " of " + order + " was answered " + answer);
        }
        return answer.accepted();
    }

    /** Fills carts that are checked out only by {@link #checkOutFilled}. */
    void fillCarts(int number) throws InterruptedException {
        while (filledCarts.size() < number) {
            filledCarts.add(fillCart());
        }
    }

    /** Checks out one of the filled carts, if there is one. */
    void checkOutFilled() throws InterruptedException {
        String cart = filledCarts.poll();
        if (cart != null) {
            checkOut(cart);
        }
    }

    private String fillCart() throws InterruptedException {
        Client.Answer cart = client.ask("ecommerce", "POST", "/api/carts", "");
        String id = cart.accepted() ? cart.text("cartId") : "";
        Client.Answer added =
                client.ask("ecommerce", "POST", "/api/carts/" + id + "/items", Map.of("sku", SKU, "quantity", 1));
        if (!added.accepted()) {
            refused.add("a cart was answered " + cart + ", " + added);
        }
        return id;
    }

    private String checkOut(String cart) throws InterruptedException {
        Client.Answer answer = client.ask(
                "ecommerce",
                "POST",
                "/api/carts/" + cart + "/checkout",
                Map.of("customerId", "ada", "shipTo", HOME, "paymentMethod", "pm_card_visa"));
        String order = taken(Kind.CART, answer);
        if (!order.isEmpty()) {
            checkedOut.add(order);
        }
        return order;
    }

    private static List<Map<String, Object>> items(String sku, int quantity) {
        return List.of(Map.of("sku", sku, "quantity", quantity));
    }

    @Override
    public void close() {
        closed = true;
    }
}
