package dev.waybill.ecommerce.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CartOrderTest {

    @Test
    void isRequestedUntilItIsReported() {
        assertThat(CartOrder.of("order-1", null).status()).isEqualTo("REQUESTED");
        assertThat(CartOrder.of("order-1", OrderProgress.SHIPPED.name()).status())
                .isEqualTo("SHIPPED");
    }
}
