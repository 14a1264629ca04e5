package dev.waybill.ecommerce.web;

import dev.waybill.contract.Money;
import dev.waybill.contract.amounts.DiscountCode;
import dev.waybill.ecommerce.application.Carts;
import dev.waybill.ecommerce.application.Catalogue;
import dev.waybill.ecommerce.domain.CatalogueEvent.DiscountCodeDefined;
import dev.waybill.ecommerce.domain.CatalogueEvent.ProductPriced;
import dev.waybill.ecommerce.domain.CatalogueEvent.TariffDefined;
import dev.waybill.platform.web.CountryCode;
import dev.waybill.platform.web.Identifier;
import dev.waybill.platform.web.MayHoldGs1Key;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Upsert;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The price list over HTTP. An entry that is put unchanged keeps its version. */
@RestController
class CatalogueController {

    private static final String ID = "\\s*" + Identifier.CHARACTERS + "\\s*";
    private static final String ID_RULE =
            "must be 1 to 64 letters, digits, dots, underscores or hyphens, and not \".\" or \"..\"";
    private static final long HIGHEST_PRICE = 100_000_000;

    /** A product's name and net price per piece. */
    record ProductRequest(
            @Text String name, @NotNull(message = MISSING) Money price) {}

    /** A product in its newest version. */
    record ProductJson(String sku, long version, String name, Money price) {}

    /** Percent off the goods, until an instant or without end. */
    record DiscountCodeRequest(
            @NotNull(message = MISSING)
            @DecimalMin(value = "0", inclusive = false, message = PERCENT)
            @DecimalMax(value = "100", message = PERCENT)
            @Digits(integer = 3, fraction = 2, message = PERCENT)
            BigDecimal percentOff,

            @Nullable Instant validUntil) {

        static final String PERCENT = "must be over 0, at most 100, with at most two decimals";
    }

    /** A code in its canonical form and newest version. */
    record CodeJson(
            String code,
            long version,
            BigDecimal percentOff,
            @Nullable Instant validUntil) {}

    /** The rates by which amounts are calculated. */
    record TariffRequest(
            @NotNull(message = MISSING) Money shippingFee,
            @NotNull(message = MISSING) Money freeShippingFrom,

            @NotNull(message = MISSING) @Size(max = 300, message = "must have at most 300 countries")
            Map<
                            @CountryCode String,
                            @NotNull(message = MISSING) @DecimalMin(value = "0", message = RATE)
                            @DecimalMax(value = "100", message = RATE)
                            @Digits(integer = 3, fraction = 2, message = RATE) BigDecimal>
                    vatRates) {

        static final String RATE = "must be 0 to 100 percent, with at most two decimals";
    }

    /** The tariff in its newest version. */
    record TariffJson(long version, Money shippingFee, Money freeShippingFrom, Map<String, BigDecimal> vatRates) {}

    static final String MISSING = "is missing";

    private final Catalogue catalogue;
    private final Carts carts;

    CatalogueController(Catalogue catalogue, Carts carts) {
        this.catalogue = catalogue;
        this.carts = carts;
    }

    @GetMapping("/api/products")
    List<ProductJson> products() {
        return catalogue.products().stream()
                .map(product -> new ProductJson(
                        product.sku(),
                        product.version(),
                        product.terms().name(),
                        Money.ofMinor(product.terms().price(), product.terms().currency())))
                .toList();
    }

    @PutMapping("/api/products/{sku}")
    @Upsert
    ProductJson price(@PathVariable @Identifier @MayHoldGs1Key String sku, @Valid @RequestBody ProductRequest request) {
        if (carts.ownerOf(sku).isPresent()) { // messages are counted by their subject, so both would share one count
            throw ProblemException.unprocessable(
                    "sku-is-a-cart", sku + " is the id of a cart; take another SKU", "sku");
        }
        long price = price(request.price(), "price");
        long version = catalogue.price(
                sku, new ProductPriced(request.name(), price, request.price().currency()));
        return new ProductJson(sku, version, request.name(), request.price());
    }

    @PutMapping("/api/discount-codes/{code}")
    @Upsert
    CodeJson define(
            @PathVariable @Pattern(regexp = ID, message = ID_RULE) String code,
            @Valid @RequestBody DiscountCodeRequest request) {
        BigDecimal percentOff = canonical(request.percentOff());
        long version = catalogue.define(code, new DiscountCodeDefined(percentOff, request.validUntil()));
        return new CodeJson(DiscountCode.canonical(code), version, percentOff, request.validUntil());
    }

    @GetMapping("/api/discount-codes/{code}")
    CodeJson code(@PathVariable String code) {
        return catalogue
                .code(code)
                .map(entry -> entry.terms() instanceof DiscountCodeDefined terms
                        ? new CodeJson(
                                DiscountCode.canonical(code), entry.version(), terms.percentOff(), terms.validUntil())
                        : null)
                .orElseThrow(() -> ProblemException.notFound("discount code " + code));
    }

    @GetMapping("/api/tariff")
    @Refuses(HttpStatus.NOT_FOUND)
    TariffJson tariff() {
        var entry = catalogue.tariff();
        if (!(entry.terms() instanceof TariffDefined terms)) {
            throw ProblemException.notFound("tariff yet");
        }
        return json(entry.version(), terms);
    }

    @PutMapping("/api/tariff")
    TariffJson define(@Valid @RequestBody TariffRequest request) {
        var terms = new TariffDefined(
                currency(),
                price(request.shippingFee(), "shippingFee"),
                price(request.freeShippingFrom(), "freeShippingFrom"),
                request.vatRates());
        return json(catalogue.define(terms), terms);
    }

    private static TariffJson json(long version, TariffDefined terms) {
        return new TariffJson(
                version,
                Money.ofMinor(terms.shippingFee(), terms.currency()),
                Money.ofMinor(terms.freeShippingFrom(), terms.currency()),
                terms.vatRates());
    }

    private long price(Money money, String field) {
        if (money.minor() < 0 || money.minor() > HIGHEST_PRICE) {
            throw ProblemException.unprocessable(
                    "price-out-of-range", field + " must be 0.00 to 1000000.00", field + ".amount");
        }
        if (!money.currency().equals(currency())) {
            throw ProblemException.unprocessable(
                    "mixed-currencies", "this shop sells in " + currency(), field + ".currency");
        }
        return money.minor();
    }

    private String currency() {
        return catalogue.tariff().terms() instanceof TariffDefined terms ? terms.currency() : "EUR";
    }

    /** 10 and 10.00 are the same percentage. */
    private static BigDecimal canonical(BigDecimal percent) {
        BigDecimal stripped = percent.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
