package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.application.CartRules;
import dev.waybill.ecommerce.application.Contacts;
import dev.waybill.ecommerce.application.Contacts.Contact;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import dev.waybill.platform.web.Upsert;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where customers are reached. */
@RestController
class ContactController {

    /** Where the customer wants to be reached. */
    record ContactRequest(@Text String email) {}

    private final Contacts contacts;

    ContactController(Contacts contacts) {
        this.contacts = contacts;
    }

    @GetMapping("/api/customers/{id}/contact")
    Contact get(@PathVariable String id, CurrentUser user) {
        return find(id, user);
    }

    /** The same for every id, such as one with a slash, which no path can hold. */
    @GetMapping("/api/contact")
    @Refuses(HttpStatus.NOT_FOUND)
    Contact contactOf(@RequestParam @Text String customerId, CurrentUser user) {
        return find(customerId, user);
    }

    private Contact find(String id, CurrentUser user) {
        if (!user.maySee(id)) {
            throw ProblemException.notFound("contact of customer " + id);
        }
        return contacts.of(id).orElseThrow(() -> ProblemException.notFound("contact of customer " + id));
    }

    @PutMapping("/api/customers/{id}/contact")
    @Upsert
    @Refuses(HttpStatus.CONFLICT)
    Contact put(@PathVariable @Text String id, @Valid @RequestBody ContactRequest request, CurrentUser user) {
        return save(id, request, user);
    }

    /** The same for every id, such as one with a slash, which no path can hold. */
    @PutMapping("/api/contact")
    @Refuses({HttpStatus.FORBIDDEN, HttpStatus.CONFLICT})
    Contact putOf(@RequestParam @Text String customerId, @Valid @RequestBody ContactRequest request, CurrentUser user) {
        return save(customerId, request, user);
    }

    private Contact save(String id, ContactRequest request, CurrentUser user) {
        if (!user.mayActFor(id)) {
            throw ProblemException.forbidden("only the customer and agents set where the customer is reached");
        }
        if (!isOneAddress(request.email())) {
            throw ProblemException.invalid("email", "must be one mail address like ada@example.org");
        }
        var contact = new Contact(request.email());
        if (!contacts.put(id, contact)) {
            throw CartRules.erased(id);
        }
        return contact;
    }

    private static boolean isOneAddress(String email) {
        try {
            return email.indexOf('@') > 0
                    && new InternetAddress(email, true).getAddress().equals(email);
        } catch (AddressException e) {
            return false;
        }
    }
}
