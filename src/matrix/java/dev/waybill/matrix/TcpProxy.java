package dev.waybill.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP proxy on 127.0.0.1 that can be slow, freeze, lose what one side sends, go dead silently, refuse and reset. */
final class TcpProxy implements AutoCloseable {

    /** What does not arrive. */
    enum Lost {
        NOTHING,
        QUESTIONS,
        ANSWERS
    }

    private final ServerSocket server;
    private final int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Duration latency = Duration.ZERO;
    private volatile Duration more = Duration.ZERO;
    private volatile Lost lost = Lost.NOTHING;
    private volatile boolean refusing;
    private boolean frozen;

    private record Link(Socket near, Socket far, boolean[] dead) {

        boolean isDead() {
            return dead[0];
        }

        void end(boolean hard) {
            for (Socket socket : new Socket[] {near, far}) {
                try {
                    if (hard) {
                        socket.setSoLinger(true, 0);
                    }
                    socket.close();
                } catch (IOException e) {
                    // A side that is closed already needs nothing.
                    Log.debug("a link had ended: " + e);
                }
            }
        }
    }

    TcpProxy(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    void latency(Duration each) {
        latency = each;
    }

    /** So much beside the usual latency. */
    void slower(Duration each) {
        more = each;
    }

    void lose(Lost what) {
        lost = what;
    }

    /** Nothing passes until {@link #thaw}; then everything does. */
    synchronized void freeze() {
        frozen = true;
    }

    synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    /** Resets what there is and refuses what comes, until {@link #admit}. */
    void refuse() {
        refusing = true;
        reset();
    }

    void admit() {
        refusing = false;
    }

    /** Both sides get a reset. */
    void reset() {
        links.forEach(link -> link.end(true));
        links.clear();
    }

    /** Half-open: from now on nothing of these connections arrives, and neither side notices; new ones are good. */
    void abandon() {
        links.forEach(link -> link.dead()[0] = true);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                near.setTcpNoDelay(true);
                if (refusing) {
                    near.setSoLinger(true, 0);
                    near.close();
                } else {
                    Thread.ofVirtual().start(() -> connect(near));
                }
            } catch (IOException e) {
                Log.debug("a connection was not accepted: " + e);
            }
        }
    }

    private void connect(Socket near) {
        var far = new Socket();
        var link = new Link(near, far, new boolean[1]);
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 2_000);
            far.setTcpNoDelay(true);
        } catch (IOException e) {
            link.end(true);
            return;
        }
        links.add(link);
        Thread.ofVirtual().start(() -> pump(link, near, far, Lost.QUESTIONS));
        Thread.ofVirtual().start(() -> pump(link, far, near, Lost.ANSWERS));
    }

    private void pump(Link link, Socket from, Socket to, Lost kind) {
        byte[] buffer = new byte[1 << 16];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                Thread.sleep(latency.plus(more));
                awaitThaw();
                if (!link.isDead() && lost != kind) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            Log.debug("a link ended: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!link.isDead()) {
            link.end(false);
            links.remove(link);
        }
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        reset();
    }
}
