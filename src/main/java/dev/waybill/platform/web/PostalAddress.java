package dev.waybill.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An address in a request. Its postal code may be left out where the country has none. */
@PostalAddress.Complete
public interface PostalAddress {

    /** A text, or null where the country has no postal codes. */
    @Nullable
    String postalCode();

    /** ISO 3166-1 alpha-2. */
    String country();

    /** The postal code, empty where there is none. */
    default String postalCodeOrEmpty() {
        String code = postalCode();
        return code == null ? "" : code;
    }

    /** Requires the postal code where there are any. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Constraint(validatedBy = AddressRule.class)
    @interface Complete {

        String message() default
                "must be a text of 1 to 200 characters; only countries without postal codes do without";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** Checks the address. */
    final class AddressRule implements ConstraintValidator<Complete, PostalAddress> {

        /** Countries whose post delivers without codes (Universal Postal Union); neither the JDK nor a library here knows. */
        private static final Set<String> WITHOUT_CODES = Set.of(
                "AE", "AG", "AO", "AW", "BF", "BI", "BJ", "BO", "BQ", "BS", "BW", "BZ", "CD", "CF", "CG", "CI", "CK",
                "CM", "CW", "DJ", "DM", "ER", "FJ", "GA", "GD", "GH", "GM", "GQ", "GY", "HK", "JM", "KI", "KM", "KN",
                "KP", "LY", "ML", "MO", "MR", "MW", "NR", "NU", "QA", "RW", "SB", "SC", "SL", "SR", "SS", "ST", "SX",
                "SY", "TD", "TF", "TG", "TK", "TL", "TO", "TV", "UG", "VU", "YE", "ZW");

        @Override
        public boolean isValid(PostalAddress address, ConstraintValidatorContext context) {
            if (address.postalCode() != null || WITHOUT_CODES.contains(String.valueOf(address.country()))) {
                return true;
            }
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate(context.getDefaultConstraintMessageTemplate())
                    .addPropertyNode("postalCode")
                    .addConstraintViolation();
            return false;
        }
    }
}
