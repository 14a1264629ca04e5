package dev.waybill.desk.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the desk shows that an order waits for is what the process model states. */
class WaitingTextsTest {

    private static final List<Status> ENDED = List.of(Status.COMPLETED, Status.CANCELLED);

    private static String task(String activeIn, String waitsFor) {
        return """
                <receiveTask id="Task"><extensionElements><properties>
                  <property name="activeIn" value="%s"/><property name="waitsFor" value="%s"/>
                </properties></extensionElements></receiveTask>""".formatted(activeIn, waitsFor);
    }

    private static WaitingTexts model(String... tasks) {
        String model = "<definitions>" + String.join("", tasks) + "</definitions>";
        return WaitingTexts.read(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTaskThatNamesTheStatusItselfGivesItsText() {
        WaitingTexts texts = model(task("PLACED PAID/PLACED", "the invoice"), task("PAID", "the dispatch"));

        assertThat(texts.of("PLACED")).isEqualTo("the invoice");
        assertThat(texts.of("PAID")).isEqualTo("the dispatch");
    }

    @Test
    void theFirstOfSeveralTasksThatNameTheStatusCounts() {
        assertThat(model(task("SHIPPED", "the delivery"), task("SHIPPED", "the stock"))
                        .of("SHIPPED"))
                .isEqualTo("the delivery");
    }

    @Test
    void whereThePreviousStatusMattersTheTasksThatAreActiveAfterMostOfThemCount() {
        WaitingTexts texts = model(
                task("PAID CANCELLING/PAID", "the dispatch"),
                task("CANCELLING/PLACED CANCELLING/PAID+ShipmentCancelled", "the payment"),
                task("CANCELLING/PLACED CANCELLING/PAID+ShipmentCancelled", "the stock"));

        assertThat(texts.of("CANCELLING")).isEqualTo("the payment and the stock");
    }

    @Test
    void aStatusWithoutATaskWaitsForNothing() {
        assertThat(model(task("PLACED", "the invoice")).of("COMPLETED")).isNull();
    }

    @Test
    void eachKnownStatusWaitsForSomethingUntilTheOrderHasEnded() {
        assertThat(Status.KNOWN).allSatisfy(status -> {
            if (ENDED.contains(status)) {
                assertThat(status.waitsFor()).isNull();
            } else {
                assertThat(status.waitsFor()).as(status.name()).isNotBlank();
            }
        });
        assertThat(new Status("PARCEL_LOST").waitsFor()).isNull();
    }
}
