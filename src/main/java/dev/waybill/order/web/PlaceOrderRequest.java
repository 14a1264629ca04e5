package dev.waybill.order.web;

import dev.waybill.contract.Money;
import dev.waybill.platform.web.CountryCode;
import dev.waybill.platform.web.MayHoldGs1Key;
import dev.waybill.platform.web.PostalAddress;
import dev.waybill.platform.web.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a customer orders. */
public record PlaceOrderRequest(
        @Text String customerId,

        @NotNull @Size(min = 1, max = 100, message = "must have 1 to 100 lines")
        List<@NotNull @Valid ItemRequest> items,

        @NotNull @Valid ShipToRequest shipTo,
        @Text String paymentMethod,
        @Nullable @Text(optional = true) String discountCode,
        @Nullable Money quotedTotal,
        @Nullable @Text(optional = true) String reference,

        @Nullable @Size(max = 20, message = "must have at most 20 entries")
        Map<@Text String, @Text String> attributes) {

    /** Pieces of a SKU. */
    public record ItemRequest(
            @MayHoldGs1Key @Text String sku,

            @NotNull @Min(value = 1, message = QUANTITY) @Max(value = 9_999, message = QUANTITY)
            Integer quantity) {

        static final String QUANTITY = "must be a whole number between 1 and 9999";
    }

    /** Where to ship to. */
    public record ShipToRequest(
            @Text String name,
            @Text String street,
            @Text String city,
            @Nullable @Text(optional = true) String postalCode,
            @CountryCode String country)
            implements PostalAddress {}
}
