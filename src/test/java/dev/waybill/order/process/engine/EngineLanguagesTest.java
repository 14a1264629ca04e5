package dev.waybill.order.process.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineConfiguration;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Text that reaches the engine runs no code, on any way in. */
class EngineLanguagesTest {

    private static final String RAN = "waybill.engine.ran";
    private static final String RUNS_CODE = "${''.getClass().forName('java.lang.System')"
            + ".getMethod('setProperty', ''.getClass(), ''.getClass()).invoke(null, '" + RAN + "', 'yes')}";

    private static ProcessEngine engine;

    @BeforeAll
    static void start() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setJdbcUrl("jdbc:h2:mem:languages");
        configuration.setProcessEngineName("languages");
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setEnforceHistoryTimeToLive(false);
        EngineLanguages.restrict(configuration, new HashMap<>(Map.of("task", "a task's bean")));
        engine = configuration.buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void nothingRan() {
        assertThat(System.getProperty(RAN)).isNull();
    }

    @Test
    void aQueryHasNoExpressions() {
        TaskQuery query = engine.getTaskService().createTaskQuery().taskAssigneeExpression("${task}");

        assertThatThrownBy(query::count)
                .isInstanceOf(ProcessEngineException.class)
                .hasMessageContaining("forbidden");
    }

    /** The engine asks for its setting only at the outer query (CVE-2026-109432). */
    @Test
    void aQueryWithinAQueryCallsNoMethod() {
        TaskQuery query = engine.getTaskService()
                .createTaskQuery()
                .or()
                .taskAssigneeExpression(RUNS_CODE)
                .endOr();

        assertThatThrownBy(query::count).hasMessageContaining("syntax error");
    }

    @Test
    void aStoredFilterHasNoExpressions() {
        Filter filter = engine.getFilterService().newTaskFilter("filter");
        filter.setQuery(engine.getTaskService().createTaskQuery().taskAssigneeExpression(RUNS_CODE));

        assertThatThrownBy(() -> engine.getFilterService().saveFilter(filter)).hasMessageContaining("forbidden");
    }

    @Test
    void aModelCallsNoMethod() {
        assertThatThrownBy(() -> deploy("calls", RUNS_CODE)).hasMessageContaining("syntax error");
    }

    @Test
    void aModelRunsNoScript() {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "script.bpmn",
                        Bpmn.createExecutableProcess("scripted")
                                .startEvent()
                                .scriptTask()
                                .scriptFormat("juel")
                                .scriptText(RUNS_CODE)
                                .endEvent()
                                .done())
                .deploy();

        assertThatThrownBy(() -> engine.getRuntimeService().startProcessInstanceByKey("scripted"))
                .hasMessageContaining("scripting engine");
    }

    @Test
    void aModelReadsVariablesAndNamesBeans() {
        String key = deploy("reads", "${task == 'a task\\'s bean' and amount > 1 ? 'taken' : 'not'}");

        var ended = engine.getRuntimeService()
                .createProcessInstanceByKey(key)
                .setVariable("amount", 2)
                .executeWithVariablesInReturn();

        assertThat(ended.getVariables().get("result")).isEqualTo("taken");
    }

    private static String deploy(String key, String expression) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        key + ".bpmn",
                        Bpmn.createExecutableProcess(key)
                                .startEvent()
                                .serviceTask()
                                .camundaExpression(expression)
                                .camundaResultVariable("result")
                                .endEvent()
                                .done())
                .deploy();
        return key;
    }
}
