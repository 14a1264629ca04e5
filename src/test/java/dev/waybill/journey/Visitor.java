package dev.waybill.journey;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A person's browser as far as logins go: it keeps cookies, and proves by the CSRF token that its own page sends a change. */
final class Visitor {

    private static final HttpClient HTTP = HttpClient.newHttpClient(); // follows no redirect, keeps no cookie

    private final String url;
    private final Map<String, String> cookies = new LinkedHashMap<>();

    Visitor(String url) {
        this.url = url;
    }

    /** A logged-in user. */
    static Visitor loggedIn(String url, String name, String password) {
        var visitor = new Visitor(url);
        HttpResponse<String> answer = visitor.logIn(name, password, "/");
        if (answer.statusCode() != 302) {
            throw new IllegalStateException("no login: " + answer.statusCode() + " " + answer.body());
        }
        return visitor;
    }

    /** The same cookies at another address. */
    Visitor at(String other) {
        var copy = new Visitor(other);
        copy.cookies.putAll(cookies);
        return copy;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    /** Opens the login's form and sends it. */
    HttpResponse<String> logIn(String name, String password, String to, String... headers) {
        get("/login", headers);
        return form("/login", Map.of("name", name, "password", password, "to", to), headers);
    }

    HttpResponse<String> logOut() {
        return form("/logout", Map.of());
    }

    HttpResponse<String> form(String path, Map<String, String> fields, String... headers) {
        var all = new LinkedHashMap<>(fields);
        all.put("_csrf", csrfToken());
        String body = all.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path, headers)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** What a script of a page sends. */
    HttpResponse<String> post(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", csrfToken())
                .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> put(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    /** As a page of another site would have it sent: with the cookies, without the token. */
    HttpResponse<String> forged(String path, String json, String... headers) {
        return send(request(path, headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    String csrfToken() {
        return cookies.getOrDefault("waybill-csrf", cookies.getOrDefault("__Host-waybill-csrf", "none"));
    }

    Map<String, String> cookies() {
        return cookies;
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).header("Accept", "text/html,*/*");
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String setCookie) {
        String[] pair = setCookie.substring(0, setCookie.indexOf(';')).split("=", 2);
        if (pair[1].isEmpty() || setCookie.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
