package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.Customers;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.CardNumbers;
import dev.waybill.platform.web.MayHoldAnyNumber;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Upsert;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The right to be forgotten. */
@RestController
class CustomerController {

    private final Customers customers;

    CustomerController(Customers customers) {
        this.customers = customers;
    }

    /** What is personal is unreadable here at once, in other contexts when they have heard of it. */
    @DeleteMapping("/api/customers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Upsert
    void erase(@PathVariable @Text @MayHoldAnyNumber String id, CurrentUser user) {
        if (!user.mayActFor(id)) {
            throw ProblemException.forbidden("only the customer and agents have a customer erased");
        }
        if (CardNumbers.isIn(id) && !customers.isKnown(id)) {
            throw CardNumbers.refused("id");
        }
        customers.erase(id);
    }
}
