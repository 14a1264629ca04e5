package dev.waybill.platform.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first start unpacks and initialises and takes seconds, so the tests share its directory. */
class EmbeddedPostgresTest {

    @TempDir
    static Path temp;

    static DataDirectory directory;

    EmbeddedPostgres server;

    @BeforeAll
    static void openAfterACrashInTheMiddleOfTheFirstStart() throws IOException {
        directory = DataDirectory.open(temp);
        Path halfInitialised = Files.createDirectories(directory.resolve("postgresql.unfinished/base"));
        Files.writeString(halfInitialised.resolveSibling("PG_VERSION"), "17");
        Files.createDirectories(directory.resolve("postgresql-binaries/unfinished/bin"));
        Files.writeString(directory.resolve("postgresql.password"), "");
    }

    @AfterAll
    static void close() throws IOException {
        directory.close();
    }

    @BeforeEach
    void start() {
        server = EmbeddedPostgres.start(directory);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void isDurable() throws SQLException {
        assertThat(List.of(
                        query("show fsync"),
                        query("show synchronous_commit"),
                        query("show full_page_writes"),
                        query("show data_checksums")))
                .containsOnly("on");
    }

    @Test
    void listensOnTheLoopbackAlone() throws SQLException {
        assertThat(query("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query("show unix_socket_directories")).isEmpty();
    }

    @Test
    void letsNobodyInWithoutItsPassword() {
        assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "guessed"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("authentication failed");
    }

    @Test
    void keepsItsDataOverARestart() throws Exception {
        execute("create table kept as select 42 as answer");
        server.close();
        start();
        assertThat(query("select answer from kept")).isEqualTo("42");
    }

    @Test
    void stopsAnOrphanAndStartsAnew() throws Exception {
        execute("create table orphaned as select 42 as answer");
        ProcessHandle orphan = postmaster();

        start();

        assertThat(postmaster().pid()).isNotEqualTo(orphan.pid());
        await().until(() -> !orphan.isAlive());
        assertThat(query("select answer from orphaned")).isEqualTo("42");
    }

    @Test
    void recoversWhenEveryProcessWasKilled() throws Exception {
        execute("create table killed as select 42 as answer");
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(postmaster()), postmaster().children()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));

        start();

        assertThat(query("select answer from killed")).isEqualTo("42");
    }

    @Test
    void leavesAnotherProgramAloneThatHasTheProcessIdOfAKilledServer() throws Exception {
        server.close();
        String mine = Long.toString(ProcessHandle.current().pid());
        Files.writeString(directory.resolve("postgresql/postmaster.pid"), mine + "\n");

        start();

        assertThat(query("select 1")).isEqualTo("1");
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        server.close();
        Path version = directory.resolve("postgresql/PG_VERSION");
        String current = Files.readString(version);
        Files.writeString(version, "9\n");

        assertThatThrownBy(() -> EmbeddedPostgres.start(directory))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining("The embedded PostgreSQL does not start");
        assertThat(directory.resolve("postgresql.log")).content().contains("version 9");

        Files.writeString(version, current);
        start();
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(directory.resolve("postgresql/postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
    }
}
