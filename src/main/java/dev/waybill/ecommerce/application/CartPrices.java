package dev.waybill.ecommerce.application;

import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.contract.amounts.Tariff;
import dev.waybill.ecommerce.domain.Cart;
import dev.waybill.ecommerce.domain.CatalogueEvent.DiscountCodeDefined;
import dev.waybill.ecommerce.domain.CatalogueEvent.TariffDefined;
import dev.waybill.ecommerce.domain.Prices;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The prices of carts at this moment, by the price list. */
public final class CartPrices {

    private final Catalogue catalogue;
    private final Clock clock;

    public CartPrices(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Today's prices of what is in the cart and of one SKU more (null for none), with that discount code if it is valid. */
    public Prices of(Cart cart, @Nullable String oneMore, @Nullable String code) {
        Set<String> skus = new HashSet<>(cart.items().keySet());
        if (oneMore != null) {
            skus.add(oneMore);
        }
        Map<String, Prices.Price> products = new HashMap<>();
        catalogue
                .products(skus)
                .forEach(product -> products.put(
                        product.sku(), new Prices.Price(product.terms().price(), product.version())));
        var tariff = catalogue.tariff();
        if (!(tariff.terms() instanceof TariffDefined rates)) {
            throw new IllegalStateException("there is no tariff, which the first start defines");
        }
        return new Prices(
                products,
                new Tariff(rates.currency(), rates.shippingFee(), rates.freeShippingFrom(), rates.vatRates()),
                tariff.version(),
                code == null ? null : granted(code).orElse(null));
    }

    /** A discount code that is known and has not expired. */
    public Optional<Prices.Granted> granted(String code) {
        return catalogue
                .code(code)
                .flatMap(entry -> entry.terms() instanceof DiscountCodeDefined terms && !hasEnded(terms.validUntil())
                        ? Optional.of(
                                new Prices.Granted(DiscountCode.canonical(code), entry.version(), terms.percentOff()))
                        : Optional.empty());
    }

    /** A cart as it is shown now: a discount code of an open cart that has expired since is neither applied nor shown. */
    public Cart current(Cart cart) {
        String code = cart.discountCode();
        return cart.isClosed() || code == null || granted(code).isPresent()
                ? cart
                : cart.withoutDiscount(of(cart, null, null));
    }

    private boolean hasEnded(@Nullable Instant end) {
        return end != null && end.isBefore(clock.instant());
    }
}
