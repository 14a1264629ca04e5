package dev.waybill.platform.embedded;

import java.lang.reflect.Field;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.SystemConfig;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the broker from ending by itself when the JVM is told to end: it installs a shutdown hook of its own, which would
 * race against the consumers that still finish what they have taken. We close the broker after them.
 */
final class KeepsRunningUntilClosed extends DefaultSystemLauncherListener {

    private @Nullable SystemConfig<?> system;

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
        system = systemConfig;
    }

    void apply() throws ReflectiveOperationException {
        if (system == null) {
            throw new IllegalStateException("the broker did not say that it was starting");
        }
        Object broker = system.getContainer(Broker.class);
        Runtime.getRuntime().removeShutdownHook((Thread) hook(broker.getClass()).get(broker));
    }

    private static Field hook(Class<?> type) throws NoSuchFieldException {
        for (Class<?> current = type; current != null; current = current.getSuperclass()) {
            for (Field field : current.getDeclaredFields()) {
                if (field.getType() == Thread.class) {
                    field.setAccessible(true);
                    return field;
                }
            }
        }
        throw new NoSuchFieldException("the broker has no shutdown hook any more");
    }
}
