package dev.waybill.shipping.web;

import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import dev.waybill.shipping.application.Shipments;
import dev.waybill.shipping.carrier.SandboxCarrier;
import dev.waybill.shipping.domain.Parcel;
import dev.waybill.shipping.domain.Shipment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shipments over HTTP. */
@RestController
class ShipmentController {

    /** A shipment with its tracking number, as soon as the carrier gave one. */
    record ShipmentJson(
            String shipmentId,
            String orderId,
            Shipment.Status status,
            @Nullable String trackingNumber,
            List<Parcel> items,
            Instant requestedAt,
            @Nullable Instant dispatchedAt,
            @Nullable Instant deliveredAt) {}

    private final Shipments shipments;
    private final ObjectProvider<SandboxCarrier> sandbox;

    ShipmentController(Shipments shipments, ObjectProvider<SandboxCarrier> sandbox) {
        this.shipments = shipments;
        this.sandbox = sandbox;
    }

    @GetMapping("/api/shipments")
    List<ShipmentJson> ofOrder(@RequestParam @Text String orderId) {
        return shipments.find(orderId).stream()
                .filter(shipment -> shipment.request() != null)
                .map(ShipmentController::json)
                .toList();
    }

    /** The parcels of an order as the sandbox has recorded them, if that is the carrier. */
    @GetMapping("/api/sandbox/parcels")
    @Refuses(HttpStatus.NOT_FOUND)
    List<SandboxCarrier.Entry> parcels(@RequestParam @Text String orderId) {
        SandboxCarrier carrier = sandbox.getIfAvailable();
        if (carrier == null) {
            throw ProblemException.notFound("sandbox carrier; a real one is configured");
        }
        return carrier.entries(orderId);
    }

    private static ShipmentJson json(Shipment shipment) {
        var request = shipment.requested();
        return new ShipmentJson(
                request.shipmentId(),
                request.orderId(),
                shipment.status(),
                shipment.trackingNumber(),
                request.items(),
                request.at(),
                shipment.dispatchedAt(),
                shipment.deliveredAt());
    }
}
