package dev.waybill.desk.page;

import dev.waybill.platform.security.BrowserLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where people log in with name and password, and out again. */
@Controller
class LoginPage {

    private static final String HOME = "/";
    private static final String OWN_PATH = "/([^/\\\\\\p{Cntrl}]\\P{Cntrl}*)?";

    private final BrowserLogin login;

    LoginPage(BrowserLogin login) {
        this.login = login;
    }

    @GetMapping("/login")
    String show(@RequestParam(defaultValue = HOME) String to, Model model) {
        model.addAttribute("to", to);
        return "login";
    }

    @PostMapping("/login")
    String login(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = HOME) String to,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Optional<ResponseCookie> cookie = login.login(request, name, password);
        if (cookie.isEmpty()) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            model.addAttribute("to", to);
            model.addAttribute("name", name);
            model.addAttribute("refused", true);
            return "login";
        }
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.get().toString());
        return "redirect:" + (to.matches(OWN_PATH) ? to : HOME);
    }

    @PostMapping("/logout")
    String logout(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, login.logout(request).toString());
        return "redirect:/login";
    }
}
