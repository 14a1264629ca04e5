package dev.waybill.desk.page;

import dev.waybill.contract.RoleNames;
import dev.waybill.contract.topology.Topology;
import dev.waybill.platform.security.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What surrounds every page: the user and what the user may see, and the names of the events that keep it up to date. */
@ControllerAdvice(basePackageClasses = PageFrame.class)
class PageFrame {

    /** The stream sends each message under its name, and a browser receives only the names that it subscribes to. */
    private static final String NEWS = Topology.EXCHANGES.stream()
            .filter(exchange -> exchange.name().endsWith(".events"))
            .flatMap(exchange -> Arrays.stream(exchange.messages().getPermittedSubclasses()))
            .map(Class::getSimpleName)
            .collect(Collectors.joining(" "));

    /** Null for users who may not read the stream; their pages refresh at intervals. */
    @ModelAttribute("news")
    @Nullable
    String news(HttpServletRequest request) {
        return seesOrders(request) ? NEWS : null;
    }

    @ModelAttribute("shops")
    boolean shops(HttpServletRequest request) {
        return request.isUserInRole(Role.CUSTOMER.name()) || request.isUserInRole(Role.AGENT.name());
    }

    @ModelAttribute("seesStock")
    boolean seesStock(HttpServletRequest request) {
        return seesOrders(request) || request.isUserInRole(RoleNames.WAREHOUSE);
    }

    @ModelAttribute("operates")
    boolean operates(HttpServletRequest request) {
        return request.isUserInRole(Role.OPERATOR.name());
    }

    @ModelAttribute("seesOrders")
    boolean seesOrders(HttpServletRequest request) {
        return request.isUserInRole(Role.AGENT.name()) || request.isUserInRole(Role.OPERATOR.name());
    }

    @ModelAttribute("figures")
    Figures figures() {
        return new Figures();
    }

    @ModelAttribute("user")
    @Nullable
    String user(HttpServletRequest request) {
        return request.getRemoteUser();
    }
}
