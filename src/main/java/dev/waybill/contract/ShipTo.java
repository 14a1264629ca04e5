package dev.waybill.contract;

/** Where to ship to; all but the country (ISO 3166-1 alpha-2) is personal. The postal code is empty where a country has none. */
public record ShipTo(String name, String street, String city, String postalCode, String country) {}
