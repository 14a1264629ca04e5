package dev.waybill.journey;

import org.junit.jupiter.api.BeforeAll;

/** A journey that is generated from the document of the API of a shop. */
abstract class ApiJourney {

    static Shop shop;
    static ApiDescription api;

    @BeforeAll
    static void readTheDocument() {
        shop = Shop.open();
        api = ApiDescription.of(shop);
    }
}
