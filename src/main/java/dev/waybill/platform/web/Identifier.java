package dev.waybill.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A SKU as the shop and the warehouse may name it. */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = {})
@Pattern(
        regexp = Identifier.CHARACTERS,
        message = "must be 1 to 64 letters, digits, dots, underscores or hyphens, and not \".\" or \"..\"")
public @interface Identifier {

    /** No path can hold "." or "..", which browsers and servers take for this folder and the one above. */
    String CHARACTERS = "(?!\\.\\.?(?:\\s|$))[A-Za-z0-9._-]{1,64}";

    String message() default "must be a SKU";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
