package dev.waybill.architecture;

/** What {@link ExhaustiveSwitchTest} finds, and what it permits. */
final class SwitchExamples {

    enum Colour {
        RED,
        GREEN
    }

    sealed interface Shape {
        record Circle(int radius) implements Shape {}

        record Square(int side) implements Shape {}
    }

    private SwitchExamples() {}

    static final class DefaultOfEnum {
        static int of(Colour colour) {
            return switch (colour) {
                case RED -> 1;
                default -> 2;
            };
        }
    }

    static final class DefaultOfSealed {
        static void of(Shape shape, Runnable round) {
            switch (shape) {
                case Shape.Circle circle -> round.run();
                default -> {}
            }
        }
    }

    static final class NullAndDefault {
        static int of(Shape shape) {
            return switch (shape) {
                case Shape.Circle circle -> circle.radius();
                case null, default -> 0;
            };
        }
    }

    static final class WholeType {
        static int of(Shape shape) {
            return switch (shape) {
                case Shape.Circle circle -> circle.radius();
                case Shape other -> 0;
            };
        }
    }

    static final class Exhaustive {
        static int of(Shape shape) {
            return switch (shape) {
                case Shape.Circle circle when circle.radius() > 1 -> 2;
                case Shape.Circle circle -> 1;
                case Shape.Square square -> square.side();
            };
        }
    }

    static final class OfText {
        static int of(String text) {
            return switch (text) {
                case "one" -> 1;
                default -> 2;
            };
        }
    }
}
