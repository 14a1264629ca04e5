package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.application.Notices;
import dev.waybill.ecommerce.domain.Notice;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import dev.waybill.platform.web.Refuses;
import dev.waybill.platform.web.Text;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The notices that customers received. */
@RestController
class MailboxController {

    private final Notices notices;

    MailboxController(Notices notices) {
        this.notices = notices;
    }

    @GetMapping("/api/customers/{id}/mailbox")
    List<Notice> mailbox(@PathVariable String id, CurrentUser user) {
        return ofCustomer(id, user);
    }

    /** The same for every id, such as one with a slash, which no path can hold. */
    @GetMapping("/api/mailbox")
    @Refuses(HttpStatus.NOT_FOUND)
    List<Notice> mailboxOf(@RequestParam @Text String customerId, CurrentUser user) {
        return ofCustomer(customerId, user);
    }

    private List<Notice> ofCustomer(String customerId, CurrentUser user) {
        if (!user.maySee(customerId)) {
            throw ProblemException.notFound("mailbox of customer " + customerId);
        }
        return notices.of(customerId);
    }
}
