package dev.waybill.ecommerce.web;

import dev.waybill.ecommerce.notice.Mailbox;
import dev.waybill.ecommerce.notice.Notice;
import dev.waybill.platform.security.CurrentUser;
import dev.waybill.platform.web.ProblemException;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What customers were told. */
@RestController
class MailboxController {

    private final Mailbox mailbox;

    MailboxController(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @GetMapping("/api/customers/{id}/mailbox")
    List<Notice> mailbox(@PathVariable String id, CurrentUser user) {
        if (!user.maySee(id)) {
            throw ProblemException.notFound("mailbox of customer " + id);
        }
        return mailbox.of(id);
    }
}
