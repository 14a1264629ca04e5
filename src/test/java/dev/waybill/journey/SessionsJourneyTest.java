package dev.waybill.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.boot.autoconfigure.amqp.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;

/** One login holds in every process that shares the store of logins: here a second copy of order, with its Cockpit. */
@Tag(Shop.ONE_JVM)
@Order(3)
class SessionsJourneyTest {

    private static Shop first;
    private static Shop second;

    static boolean embedded() {
        return Shop.isEmbedded();
    }

    @BeforeAll
    static void start() {
        if (!embedded()) {
            return; // there the browser tests go to copies in processes of their own
        }
        String[] users = {
            "--waybill.security.users.olga.password={noop}secret", "--waybill.security.users.olga.roles=operator,agent"
        };
        String key = "--waybill.personal.master-key="
                + Base64.getEncoder()
                        .encodeToString("the same for both of the copies.".getBytes(StandardCharsets.UTF_8));
        first = Shop.start(Shop.dataDirectory(), users[0], users[1], key);
        var database = first.bean(JdbcConnectionDetails.class);
        var broker = first.bean(RabbitConnectionDetails.class);
        second = Shop.start(
                Shop.dataDirectory(),
                users[0],
                users[1],
                key,
                "--waybill.contexts=order",
                "--server.address=127.0.0.1",
                "--spring.datasource.url=" + database.getJdbcUrl(),
                "--spring.datasource.username=" + database.getUsername(),
                "--spring.datasource.password=" + database.getPassword(),
                "--waybill.session.datasource.url=" + database.getJdbcUrl(),
                "--waybill.session.datasource.username=" + database.getUsername(),
                "--waybill.session.datasource.password=" + database.getPassword(),
                "--spring.rabbitmq.addresses=127.0.0.1:"
                        + broker.getAddresses().getFirst().port(),
                "--spring.rabbitmq.username=" + broker.getUsername(),
                "--spring.rabbitmq.password=" + broker.getPassword(),
                "--spring.rabbitmq.virtual-host=" + broker.getVirtualHost());
    }

    @AfterAll
    static void stop() {
        if (second != null) {
            second.close();
        }
        if (first != null) {
            first.close();
        }
    }

    @Test
    @EnabledIf("embedded")
    void oneLoginHoldsInEveryProcessUntilItEndsInAllOfThem() {
        Visitor olga = Visitor.loggedIn(first.url(), "olga", "secret");
        olga.get("/orders");
        Visitor elsewhere = olga.at(second.url());
        assertThat(elsewhere.get("/api/orders").statusCode()).isEqualTo(200);

        assertThat(elsewhere.logOut().statusCode()).isEqualTo(302);

        assertThat(olga.get("/api/orders").statusCode()).isEqualTo(401);
        assertThat(olga.get("/orders").statusCode()).isEqualTo(302);
        assertThat(olga.at(second.url()).get("/api/orders").statusCode()).isEqualTo(401);
    }

    @Test
    @EnabledIf("embedded")
    void cockpitGoesOnAtWhicheverCopyIsAsked() {
        Visitor olga = Visitor.loggedIn(first.url(), "olga", "secret");
        assertThat(olga.get("/camunda/app/cockpit/default/").statusCode()).isEqualTo(200);

        for (String url : new String[] {second.url(), first.url(), second.url(), first.url()}) {
            Visitor atCopy = olga.at(url);
            assertThat(atCopy.get("/camunda/api/engine/engine/default/process-definition")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(atCopy.get("/camunda/api/admin/auth/user/default").body())
                    .contains("\"userId\":\"olga\"");
        }
    }

    @Test
    @EnabledIf("embedded")
    void aLoginBeginsANewSessionAndProgramsHaveNone() {
        var jdbc = first.bean(JdbcTemplate.class);
        Visitor olga = Visitor.loggedIn(first.url(), "olga", "secret");
        String before = olga.cookies().get("waybill-session");
        olga.logIn("olga", "secret", "/");
        assertThat(olga.cookies().get("waybill-session")).isNotEqualTo(before);
        Long sessions = count(jdbc);

        for (String path : new String[] {"/api/orders", "/orders", "/camunda/app/cockpit/default/"}) {
            assertThat(Shop.send(first.requestAs("olga", path).GET()).status())
                    .as(path)
                    .isEqualTo(200);
        }
        new Visitor(first.url()).get("/login");
        new Visitor(first.url()).get("/orders");

        assertThat(count(jdbc)).isEqualTo(sessions);
    }

    @Test
    @EnabledIf("embedded")
    void aLoginEndsWhenItIsNotUsedAndInAnyCaseAfterHalfADay() {
        assertEndedBy("creation_time = creation_time - 12 * 3600 * 1000");
        assertEndedBy("last_access_time = last_access_time - 7200 * 1000, expiry_time = expiry_time - 7200 * 1000");
    }

    private static void assertEndedBy(String time) {
        Visitor olga = Visitor.loggedIn(first.url(), "olga", "secret");
        assertThat(olga.get("/api/orders").statusCode()).isEqualTo(200);

        first.bean(JdbcTemplate.class).update("update sessions.spring_session set " + time);

        assertThat(olga.get("/api/orders").statusCode()).as(time).isEqualTo(401);
        assertThat(olga.logIn("olga", "secret", "/").statusCode()).as("again").isEqualTo(302);
        assertThat(olga.get("/api/orders").statusCode()).as("again").isEqualTo(200);
    }

    private static Long count(JdbcTemplate jdbc) {
        return jdbc.queryForObject("select count(*) from sessions.spring_session", Long.class);
    }
}
