package dev.waybill.platform.embedded;

import java.lang.reflect.Field;
import org.apache.qpid.server.SystemLauncherListener;
import org.apache.qpid.server.model.BrokerImpl;
import org.apache.qpid.server.model.Container;
import org.apache.qpid.server.model.Port;
import org.apache.qpid.server.model.State;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.VirtualHostNode;
import org.jspecify.annotations.Nullable;

/** Finds out whether the broker really started: the launcher swallows its failures and ignores a broken store. */
final class BrokerStart extends SystemLauncherListener.DefaultSystemLauncherListener {

    private @Nullable RuntimeException failure;
    private @Nullable SystemConfig<?> system;

    @Override
    public void errorOnStartup(RuntimeException e) {
        failure = e;
    }

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
        system = systemConfig;
    }

    /**
     * Takes the broker's own shutdown hook away: it runs beside Spring's and would end the broker while components
     * still have something to send or to acknowledge. The broker offers no setting for it.
     */
    void leaveShutdownToTheApplication() throws ReflectiveOperationException {
        Field hook = BrokerImpl.class.getDeclaredField("_shutdownHook");
        hook.setAccessible(true);
        Runtime.getRuntime().removeShutdownHook((Thread) hook.get(broker()));
    }

    /** The port that the broker listens on; throws when it does not serve its messages there. */
    int port() {
        Container<?> broker = broker();
        for (VirtualHostNode<?> node : broker.getChildren(VirtualHostNode.class)) {
            if (node.getVirtualHost() == null || node.getVirtualHost().getState() != State.ACTIVE) {
                throw new IllegalStateException("the message store is not usable");
            }
        }
        return broker.getChildren(Port.class).iterator().next().getBoundPort();
    }

    private Container<?> broker() {
        if (failure != null) {
            throw failure;
        }
        if (system == null) {
            throw new IllegalStateException("the broker did not come up");
        }
        return system.getContainer();
    }
}
