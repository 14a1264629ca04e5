package dev.waybill.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.contract.Quantity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NeedsTest {

    private static Needs needs(String sku, int quantity) {
        return new Needs(Map.of(sku, quantity));
    }

    @Test
    void severalItemsOfASkuAreOneMovement() {
        assertThat(Needs.together(List.of(needs("A", 2), needs("B", 1), needs("A", 3))))
                .isEqualTo(new Needs(Map.of("A", 5, "B", 1)));
        assertThat(Needs.together(List.of())).isEqualTo(Needs.NONE);
    }

    @Test
    void theItemsOfASkuTogetherAreNoMoreThanOneAnswerCanName() {
        assertThat(Needs.MOST).as("the most that the contract allows").isEqualTo(Quantity.MOST);
        assertThat(Needs.together(List.of(needs("A", 999_999), needs("A", 1), needs("B", 1_000_000))))
                .isEqualTo(new Needs(Map.of("A", 1_000_000, "B", 1_000_000)));
        assertThatThrownBy(() -> Needs.together(List.of(needs("A", 1_000_000), needs("B", 1), needs("A", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an order can need at most 1000000 pieces of a SKU, not 1000001 of A");
    }
}
