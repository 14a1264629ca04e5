package dev.waybill.platform.security;

import java.util.List;

/** The rules that one context contributes. */
public record AccessRules(List<AccessRule> rules) {

    public static AccessRules of(AccessRule... rules) {
        return new AccessRules(List.of(rules));
    }
}
