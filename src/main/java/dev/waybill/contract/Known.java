package dev.waybill.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The texts that this release knows of a component. Other releases may send others: a reader accepts each text, and shows one
 * that it does not know as it is.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Known {

    /** The constants whose names are known. */
    Class<? extends Enum<?>> value();
}
