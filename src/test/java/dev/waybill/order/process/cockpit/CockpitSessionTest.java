package dev.waybill.order.process.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.servlet.http.HttpSession;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;

/** What Cockpit keeps in the session can be stored, and read by another copy of order. */
class CockpitSessionTest {

    private final ProcessEngine engine = mock(ProcessEngine.class);

    @Test
    void theUserIsTheSameInACopyThatReadsTheSession() throws Exception {
        when(engine.getName()).thenReturn("default");
        var authentications = new Authentications();
        authentications.addOrReplace(
                new CockpitFilter().createAuthentication(engine, "olga", List.of("camunda-admin"), List.of()));
        HttpSession session = new MockHttpSession();
        session.setAttribute("authenticatedUser", authentications);

        HttpSession copy = copyOf(session);

        var read = (Authentications) copy.getAttribute("authenticatedUser");
        var user = (UserAuthentication) read.getAuthenticationForProcessEngine("default");
        assertThat(user.getIdentityId()).isEqualTo("olga");
        assertThat(user.getGroupIds()).containsExactly("camunda-admin");
        assertThat(user.getAuthorizedApps()).containsExactly("cockpit");
        assertThat(user.getCacheValidationTime()).isAfter(new Date());
    }

    private static HttpSession copyOf(HttpSession session) throws IOException, ClassNotFoundException {
        var copy = new MockHttpSession();
        for (String name : Collections.list(session.getAttributeNames())) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(session.getAttribute(name));
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                copy.setAttribute(name, in.readObject());
            }
        }
        return copy;
    }
}
