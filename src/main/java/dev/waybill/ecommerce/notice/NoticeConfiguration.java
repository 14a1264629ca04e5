package dev.waybill.ecommerce.notice;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.mail.javamail.JavaMailSender;

/** Where nobody declares another notice: mails when a mail server is named, the mailbox alone when none is. */
public class NoticeConfiguration {

    @Bean
    @ConditionalOnProperty("spring.mail.host")
    @ConditionalOnMissingBean(CustomerNotice.class)
    CustomerNotice mailNotice(JavaMailSender server) {
        return new MailNotice(server);
    }
}
