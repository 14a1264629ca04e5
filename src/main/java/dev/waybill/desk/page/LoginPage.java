package dev.waybill.desk.page;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The form in which users log in with name and password; Spring Security handles what it submits. */
@Controller
class LoginPage {

    @GetMapping("/login")
    String show(@RequestParam(defaultValue = "/") String to, Model model) {
        model.addAttribute("to", to);
        return "login";
    }

    /** The form again, with the reason; a refused login is forwarded to it. */
    @PostMapping("/login/refused")
    String refused(
            @RequestAttribute(required = false) @Nullable String refusal, HttpServletRequest request, Model model) {
        model.addAttribute("to", request.getParameter("to"));
        model.addAttribute("name", request.getParameter("name"));
        model.addAttribute("refusal", refusal);
        return "login";
    }
}
