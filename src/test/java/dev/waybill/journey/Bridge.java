package dev.waybill.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;

/** A way to a server of 127.0.0.1 that can be broken off, as if the server had gone, and built again on the same port. */
final class Bridge implements AutoCloseable {

    /** Accepts a connection at the bridge. */
    interface Gate {

        /** The connection behind the gate. */
        Socket enter(Socket comer) throws IOException;
    }

    private final int target;
    private final Gate gate;
    private final int port;
    private final Set<Socket> crossing = new HashSet<>();
    private ServerSocket entrance;

    Bridge(int target) throws IOException {
        this(target, comer -> comer);
    }

    Bridge(int target, Gate gate) throws IOException {
        this.target = target;
        this.gate = gate;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = entrance.getLocalPort();
        Thread.ofVirtual().start(() -> accept(entrance));
    }

    /** Where it begins. */
    int port() {
        return port;
    }

    void breakOff() throws IOException {
        entrance.close();
        synchronized (crossing) {
            for (Socket socket : crossing) {
                socket.close();
            }
            crossing.clear();
        }
    }

    void build() throws IOException {
        var again = new ServerSocket();
        again.setReuseAddress(true);
        again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        entrance = again;
        Thread.ofVirtual().start(() -> accept(again));
    }

    private void accept(ServerSocket at) {
        while (!at.isClosed()) {
            try {
                Socket comer = at.accept();
                Thread.ofVirtual().start(() -> enter(at, comer));
            } catch (IOException broken) {
                // the bridge is broken off: the client sees a refused connection
            }
        }
    }

    private void enter(ServerSocket at, Socket comer) {
        try {
            cross(at, gate.enter(comer), new Socket(InetAddress.getLoopbackAddress(), target));
        } catch (IOException broken) {
            close(comer); // turned away at the gate, or the server beyond is away
        }
    }

    private static void close(Socket comer) {
        try {
            comer.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection that was accepted while the bridge broke off does not cross it. */
    private void cross(ServerSocket at, Socket near, Socket far) throws IOException {
        synchronized (crossing) {
            if (at.isClosed()) {
                near.close();
                far.close();
                return;
            }
            crossing.add(near);
            crossing.add(far);
        }
        Thread.ofVirtual().start(() -> carry(near, far));
        Thread.ofVirtual().start(() -> carry(far, near));
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException broken) {
            // both ends are closed with it
        }
    }

    @Override
    public void close() throws IOException {
        breakOff();
    }
}
