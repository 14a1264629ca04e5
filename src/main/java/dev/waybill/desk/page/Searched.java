package dev.waybill.desk.page;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text to search for, or none: up to 200 characters without control characters. */
@Pattern(regexp = "\\P{Cntrl}{0,200}", message = "must be up to 200 characters without control characters")
@Constraint(validatedBy = {})
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Searched {

    String message() default "cannot be searched for";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
