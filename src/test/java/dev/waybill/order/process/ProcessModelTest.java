package dev.waybill.order.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.contract.billing.BillingEvent;
import dev.waybill.contract.inventory.InventoryEvent;
import dev.waybill.contract.shipping.ShippingEvent;
import dev.waybill.order.process.model.ProcessModel;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.junit.jupiter.api.Test;

/** Every name of the model is in the code and every name of the code in a model, and people can read the model. */
class ProcessModelTest {

    private static final Set<String> CUSTOMER_REQUESTS =
            Set.of("PaymentMethodChanged", "ChangeRequested", "CancellationRequested");

    static BpmnModelInstance model() {
        return Bpmn.readModelFromStream(
                ProcessModelTest.class.getResourceAsStream("/processes/" + ProcessModel.KEY + ".bpmn"));
    }

    static Set<String> boundTasks() {
        return model().getModelElementsByType(CamundaExecutionListener.class).stream()
                .map(listener -> listener.getCamundaDelegateExpression().replaceAll("[${}]", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bindsEachTaskToCodeAndLeavesNoCodeUnbound() {
        Set<Object> code = new OrderOnEngine().beans().keySet();

        assertThat(boundTasks())
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(
                        code.stream().map(String::valueOf).toList());
    }

    @Test
    void waitsOnlyForMessagesThatAreSent() {
        Set<String> sent = Stream.of(BillingEvent.class, InventoryEvent.class, ShippingEvent.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        sent.addAll(CUSTOMER_REQUESTS);

        assertThat(model().getModelElementsByType(Message.class))
                .extracting(Message::getName)
                .isNotEmpty()
                .isSubsetOf(sent);
    }

    @Test
    void namesEverythingInTheWordsOfTheBusiness() {
        assertThat(model().getModelElementsByType(FlowNode.class))
                .filteredOn(node -> !node.getElementType().getTypeName().endsWith("Gateway"))
                .allSatisfy(node -> assertThat(node.getName()).as(node.getId()).isNotBlank())
                .allSatisfy(node -> assertThat(node.getId()).doesNotContain("_"));
    }

    /** Running orders are moved from lower versions to higher ones. */
    @Test
    void hasANumberForItsVersion() {
        assertThat(ProcessModel.current().version()).matches("[1-9][0-9]{0,5}");
        assertThat(ProcessModel.of(ProcessModel.current().version())).isPresent();
    }
}
