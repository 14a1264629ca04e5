package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.application.Customers;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.CardNumbers;
import dev.waybill.platform.web.MayHoldAnyNumber;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Upsert;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The right to be forgotten. */
@RestController
class CustomerController {

    /** The customer whose personal data shall become unreadable. */
    record ErasureRequest(@Text @MayHoldAnyNumber String customerId) {

        /** As it may be logged. */
        @Override
        public String toString() {
            return CardNumbers.masked(customerId);
        }
    }

    private final Customers customers;

    CustomerController(Customers customers) {
        this.customers = customers;
    }

    /** Personal data is unreadable here at once, in other contexts as soon as they receive the message about it. */
    @DeleteMapping("/api/customers/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Upsert
    void erase(@PathVariable @Text @MayHoldAnyNumber String id, CurrentUser user) {
        erase(id, "id", user);
    }

    /** The same for every id, such as one with a slash, which no path can hold. */
    @PostMapping("/api/erasures")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void erase(@Valid @RequestBody ErasureRequest request, CurrentUser user) {
        erase(request.customerId(), "customerId", user);
    }

    private void erase(String customerId, String field, CurrentUser user) {
        if (!user.mayActFor(customerId)) {
            throw ProblemException.forbidden("only the customer and agents can erase a customer");
        }
        if (CardNumbers.isIn(customerId) && !customers.isKnown(customerId)) {
            throw CardNumbers.refused(field);
        }
        customers.erase(customerId);
    }
}
