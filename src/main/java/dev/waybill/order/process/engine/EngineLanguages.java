package dev.waybill.order.process.engine;

import java.util.Map;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.scripting.engine.DefaultScriptEngineResolver;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.jspecify.annotations.Nullable;

/**
 * What the engine evaluates: expressions that name a task or a variable. They call no method, queries have none, and there
 * are no scripts, so nothing that reaches the engine as text can run code.
 */
public final class EngineLanguages {

    private EngineLanguages() {}

    /** Restricts an engine to expressions that name one of these beans. */
    public static void restrict(ProcessEngineConfigurationImpl configuration, Map<Object, Object> beans) {
        var expressions = new JuelExpressionManager(beans);
        // The profile without method calls. A query in orQueries is not asked for the two settings below in 7.24.0
        // (CVE-2026-109432), and its expressions are evaluated nevertheless.
        expressions.setExpressionFactory(new ExpressionFactoryImpl(ExpressionFactoryImpl.Profile.JEE5));
        configuration.setExpressionManager(expressions);
        configuration.setEnableExpressionsInAdhocQueries(false);
        configuration.setEnableExpressionsInStoredQueries(false);
        configuration.setScriptEngineResolver(new NoScripts());
    }

    private static final class NoScripts extends DefaultScriptEngineResolver {

        NoScripts() {
            super(new ScriptEngineManager());
        }

        @Override
        public @Nullable ScriptEngine getScriptEngine(String language, boolean cached) {
            return null;
        }
    }
}
