package dev.waybill.platform.context;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Active when this process runs the named context: {@code waybill.contexts} lists it, or lists nothing. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnContext.class)
public @interface ConditionalOnContext {

    /** The context's name. */
    String value();
}
