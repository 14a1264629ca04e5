package dev.waybill.contract.amounts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an amount of money that is a whole number of minor units (cents) inside; where it is shown it is a
 * {@link dev.waybill.contract.Money}. Its currency is the component {@code currency} of the same record or of the nearest
 * one around it, else that of the whole aggregate.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface MinorUnits {}
