package dev.waybill.platform.session;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;

/** A security context that is loaded when somebody needs it, and once. */
final class OnDemand implements DeferredSecurityContext {

    private final Supplier<SecurityContext> load;
    private @Nullable SecurityContext loaded;

    OnDemand(Supplier<SecurityContext> load) {
        this.load = load;
    }

    @Override
    public SecurityContext get() {
        SecurityContext context = loaded;
        if (context == null) {
            context = load.get();
            loaded = context;
        }
        return context;
    }

    @Override
    public boolean isGenerated() {
        return get().getAuthentication() == null;
    }
}
