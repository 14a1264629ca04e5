package dev.waybill.platform.context;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Names a class whose beans stand in where no others are declared. It is read after all other configuration, so that
 * its conditions on missing beans see all beans.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Import(DefaultsImport.class)
public @interface Defaults {

    /** The class with the bean methods; no component itself, or it would be found too early. */
    Class<?> value();
}
