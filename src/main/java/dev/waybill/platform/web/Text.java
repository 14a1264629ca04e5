package dev.waybill.platform.web;

import dev.waybill.platform.text.Blanks;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text of 1 to 200 characters (code points) that shows something and has no control characters. */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Text.TextRule.class)
public @interface Text {

    /** Code points of the longest text. */
    int LONGEST = 200;

    String message() default "must be a text of 1 to 200 characters, not only blank ones, without control characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Whether it may be left out. */
    boolean optional() default false;

    /** Checks the text. */
    final class TextRule implements ConstraintValidator<Text, @Nullable CharSequence> {

        private boolean optional;

        @Override
        public void initialize(Text text) {
            optional = text.optional();
        }

        @Override
        public boolean isValid(@Nullable CharSequence text, ConstraintValidatorContext context) {
            if (text == null) {
                return optional;
            }
            return isText(text.toString());
        }

        /** Whether this is such a text. */
        public static boolean isText(String text) {
            return text.codePointCount(0, text.length()) <= LONGEST
                    && !Blanks.isBlank(text)
                    && text.codePoints().noneMatch(TextRule::isForbidden);
        }

        private static boolean isForbidden(int character) {
            return Character.isISOControl(character)
                    || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
        }
    }
}
