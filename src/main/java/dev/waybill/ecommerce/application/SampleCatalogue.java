package dev.waybill.ecommerce.application;

import dev.waybill.ecommerce.domain.CatalogueEvent.DiscountCodeDefined;
import dev.waybill.ecommerce.domain.CatalogueEvent.ProductPriced;
import java.math.BigDecimal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few products for a first start on the embedded servers. */
public final class SampleCatalogue {

    private static final Logger log = LoggerFactory.getLogger(SampleCatalogue.class);

    private SampleCatalogue() {}

    /** Defines the sample products and a discount code, unless there are products. */
    public static void load(Catalogue catalogue) {
        if (catalogue.products().isEmpty()) {
            catalogue.price("MUG-1", new ProductPriced("Enamel mug", 1_290, "EUR"));
            catalogue.price("TEA-1", new ProductPriced("Darjeeling, 100 g", 890, "EUR"));
            catalogue.price("POT-1", new ProductPriced("Cast-iron teapot", 6_450, "EUR"));
            catalogue.price("LAMP-1", new ProductPriced("Desk lamp", 10_000, "EUR"));
            catalogue.price("BOOK-1", new ProductPriced("Notebook, dotted", 1_495, "EUR"));
            catalogue.price("PEN-1", new ProductPriced("Fountain pen", 3_900, "EUR"));
            catalogue.define("WELCOME10", new DiscountCodeDefined(BigDecimal.TEN, null));
            log.info("Loaded a sample catalogue of 6 products and the discount code WELCOME10");
        }
    }
}
