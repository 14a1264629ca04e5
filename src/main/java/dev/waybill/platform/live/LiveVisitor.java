package dev.waybill.platform.live;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** A client that asks for a live stream; a controller takes it as an argument and hands it to {@link LiveFeed#open}. */
public final class LiveVisitor {

    private final String user;
    private final boolean headOnly;
    private final LiveStreamLimit places;

    LiveVisitor(String user, boolean headOnly, LiveStreamLimit places) {
        this.user = user;
        this.headOnly = headOnly;
        this.places = places;
    }

    /** Whether the request is for the headers of the response only, without a stream. */
    boolean wantsHeadOnly() {
        return headOnly;
    }

    /** Takes a place among the open streams; running the result gives it back. */
    Runnable take() {
        return places.take(user);
    }

    /** Gives controllers their visitor. */
    static final class LiveVisitorResolver implements HandlerMethodArgumentResolver {

        private final LiveStreamLimit places;

        LiveVisitorResolver(LiveStreamLimit places) {
            this.places = places;
        }

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == LiveVisitor.class;
        }

        @Override
        public LiveVisitor resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binder) {
            String user = request.getRemoteUser();
            HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
            if (user == null || http == null) {
                throw new IllegalStateException("a stream was reached without a user");
            }
            return new LiveVisitor(user, http.getMethod().equals(HttpMethod.HEAD.name()), places);
        }
    }
}
