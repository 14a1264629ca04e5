package dev.waybill.order.process.engine;

import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;

/** Runs several steps of processes as one command of the engine: one flush, whatever their number. */
public final class SharedCommands {

    private final ProcessEngineConfigurationImpl engine;
    private final boolean shared;

    /** Without the cut, each step stays a command of its own inside the current transaction. */
    public SharedCommands(ProcessEngineConfigurationImpl engine, EngineProperties settings) {
        this.engine = engine;
        this.shared = settings.has(EngineCut.SHARED_COMMANDS);
    }

    /** Runs the steps with the current transaction; throws the engine's own exceptions. */
    public void run(Runnable steps) {
        if (shared) {
            engine.getCommandExecutorTxRequired().execute(context -> {
                steps.run();
                return true;
            });
        } else {
            steps.run();
        }
    }
}
