package dev.waybill.matrix;

import dev.waybill.journey.WaybillProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One context of the product in a JVM of its own, which the run starts, kills and stops. */
final class ContextProcess implements AutoCloseable {

    private final String name;
    private final String user;
    private final int port;
    private final Path jar;
    private final Path directory;
    private final List<String> settings;
    final TcpProxy database;
    final TcpProxy broker;
    private List<String> more = List.of();
    private WaybillProcess process;

    /**
     * @param user at PostgreSQL and at the broker, where it is its password too
     * @param jar of the release that runs
     */
    ContextProcess(
            String name,
            String user,
            int port,
            Path jar,
            Path directory,
            TcpProxy database,
            TcpProxy broker,
            List<String> settings) {
        this.name = name;
        this.user = user;
        this.port = port;
        this.jar = jar;
        this.directory = directory;
        this.database = database;
        this.broker = broker;
        this.settings = settings;
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Settings beside the usual ones, from the next start on. */
    void with(List<String> changed) {
        more = changed;
    }

    void start() {
        start("-Xshare:auto");
    }

    private void start(String sharing) {
        List<String> options = new ArrayList<>(WaybillProcess.SMALL);
        options.addAll(List.of(sharing, "-XX:SharedArchiveFile=" + directory.resolve("waybill.jsa")));
        List<String> all = new ArrayList<>(List.of(
                "--waybill.contexts=" + name,
                "--server.address=127.0.0.1",
                WaybillProcess.MASTER_KEY,
                "--spring.datasource.url=jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
                "--spring.datasource.username=" + user,
                "--spring.rabbitmq.addresses=amqp://" + user + ":" + user + "@127.0.0.1:" + broker.port(),
                "--waybill.session.datasource.url=jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
                "--waybill.session.datasource.username=waybill_session",
                "--waybill.topology=given",
                "--waybill.security.users.admin.password={noop}admin",
                "--waybill.security.users.admin.roles=customer,agent,warehouse,operator"));
        all.addAll(settings);
        all.addAll(more);
        process = WaybillProcess.start(
                WaybillProcess.running(jar, options), port, all, directory.resolve(name + ".log"));
    }

    /** Starts and stops once; the stop writes the archive of classes, so that the many starts that follow cost less. */
    void rehearse() throws InterruptedException {
        start("-XX:+AutoCreateSharedArchive");
        awaitHealth();
        stop();
    }

    /** Waits until its health endpoint answers 200. */
    void awaitHealth() {
        process.awaitHealth();
    }

    boolean isHealthy() {
        return process.isHealthy();
    }

    void kill() throws InterruptedException {
        process.kill();
    }

    /** Stops it in order. */
    void stop() throws InterruptedException {
        process.stop();
    }

    void pause() throws IOException, InterruptedException {
        process.pause();
    }

    void goOn() throws IOException, InterruptedException {
        process.goOn();
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            kill();
        }
    }
}
