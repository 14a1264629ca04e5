package dev.waybill.ecommerce.notice;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;

/** The default where no other notice is declared: mails when a mail server is named, only the mailbox otherwise. */
public class NoticeConfiguration {

    @Bean
    @ConditionalOnProperty("spring.mail.host")
    @ConditionalOnMissingBean(CustomerNotice.class)
    CustomerNotice mailNotice(JavaMailSender server) {
        return new MailNotice(server);
    }
}
