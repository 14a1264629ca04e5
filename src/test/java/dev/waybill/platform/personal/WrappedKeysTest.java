package dev.waybill.platform.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.platform.embedded.TestDatabase;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What a start does with the keys that are there, wrapped with this master key, another one, or not at all. */
class WrappedKeysTest {

    private static final String SCHEMA = "wrapped_keys_test";
    private static final int OWNERS = 200;

    record Letter(String to) {}

    private final MasterKey first = MasterKey.random();
    private final MasterKey second = MasterKey.random();
    private JdbcTemplate jdbc;
    private TransactionTemplate transaction;

    @TempDir
    Path directory;

    @BeforeEach
    void makeTables() {
        use(TestDatabase.withSchema(SCHEMA));
    }

    private void use(DataSource database) {
        jdbc = new JdbcTemplate(database);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    private PersonalJson start(MasterKeys master) {
        return new PersonalJson(
                TestKeys.in(jdbc, SCHEMA, master), new PersonalFields(Map.of(Letter.class, Set.of("to"))));
    }

    private JsonNode write(PersonalJson process, String owner) {
        return transaction.execute(status -> process.write(new Letter("Dear " + owner), owner));
    }

    private boolean erase(PersonalJson process, String owner) {
        return Boolean.TRUE.equals(transaction.execute(status -> process.erase(owner)));
    }

    private static String read(PersonalJson process, JsonNode stored) {
        return process.read(stored, Letter.class).to();
    }

    private MasterKeys fromDirectory(Path data) {
        return MasterKeys.of(new PersonalProperties(null, null, List.of(), null), data, true);
    }

    @Test
    void anotherMasterKeyIsRefusedAndChangesNothing() {
        JsonNode stored = write(start(MasterKeys.of(first)), "ada");
        var before = jdbc.queryForList("select * from " + SCHEMA + ".personal_key, " + SCHEMA + ".master_key");

        assertThatThrownBy(() -> start(MasterKeys.of(second)))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("encrypted with master key " + first.id())
                .hasMessageContaining("is " + second.id());

        assertThat(jdbc.queryForList("select * from " + SCHEMA + ".personal_key, " + SCHEMA + ".master_key"))
                .usingRecursiveComparison()
                .isEqualTo(before);
        assertThat(read(start(MasterKeys.of(first)), stored)).isEqualTo("Dear ada");
    }

    @Test
    void aLostKeyFileIsReportedAndNotReplaced() {
        start(fromDirectory(directory));
        Path file = directory.resolve("master.key");
        assertThat(file).exists();
        assertThat(file.toFile().delete()).isTrue();

        assertThatThrownBy(() -> start(fromDirectory(directory)))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining("there is none in " + file);

        assertThat(file).doesNotExist();
    }

    @Test
    void theFirstOfTwoProcessesWithKeysOfTheirOwnWins() {
        List<CompletableFuture<PersonalJson>> starts = IntStream.range(0, 2)
                .mapToObj(n -> directory.resolve("data" + n))
                .map(data -> CompletableFuture.supplyAsync(() -> start(fromDirectory(data))))
                .toList();
        List<String> outcomes = starts.stream()
                .map(started -> started.handle((keys, failure) -> failure == null
                                ? "started"
                                : NestedExceptionUtils.getMostSpecificCause(failure)
                                        .getClass()
                                        .getSimpleName())
                        .join())
                .toList();

        assertThat(outcomes).containsExactlyInAnyOrder("started", "MasterKeyException");
    }

    @Test
    void processesThatStartTogetherOnOneDataDirectoryShareItsKey() {
        List<MasterKeys> none =
                IntStream.range(0, 6).mapToObj(n -> fromDirectory(directory)).toList();
        List<CompletableFuture<PersonalJson>> starts = none.stream()
                .map(master -> CompletableFuture.supplyAsync(() -> start(master)))
                .toList();
        List<PersonalJson> processes =
                starts.stream().map(CompletableFuture::join).toList();

        JsonNode stored = write(processes.getFirst(), "ada");

        assertThat(processes)
                .allSatisfy(process -> assertThat(read(process, stored)).isEqualTo("Dear ada"));
    }

    @Test
    void aProcessThatFoundNoKeyUsesTheOneThatAnotherHasCreatedMeanwhile() {
        MasterKeys early = fromDirectory(directory);
        assertThat(early.present()).isEmpty();
        JsonNode stored = write(start(fromDirectory(directory)), "ada");

        assertThat(read(start(early), stored)).isEqualTo("Dear ada");
    }

    @Test
    void keysAreWrappedAgainWhenTheMasterKeyIsReplacedCopyAfterCopy() {
        JsonNode stored = write(start(MasterKeys.of(first)), "ada");
        PersonalJson knowsBoth = start(MasterKeys.of(first, second));

        PersonalJson replaced = start(MasterKeys.of(second, first));

        assertThat(read(replaced, stored)).isEqualTo("Dear ada");
        assertThat(read(knowsBoth, stored))
                .as("a copy that still uses the first")
                .isEqualTo("Dear ada");
        JsonNode late = write(knowsBoth, "bob");
        assertThatThrownBy(() -> start(MasterKeys.of(second)))
                .as("bob's key is wrapped with the first, which is configured no more")
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining(first.id());
        start(MasterKeys.of(second, first));
        PersonalJson after = start(MasterKeys.of(second));
        assertThat(read(after, stored)).isEqualTo("Dear ada");
        assertThat(read(after, late)).isEqualTo("Dear bob");
        assertThatThrownBy(() -> start(MasterKeys.of(first))).isInstanceOf(MasterKeyException.class);
    }

    @Test
    void aKeyThatWasPutIntoAnotherOwnersRowIsRefused() {
        PersonalJson process = start(MasterKeys.of(first));
        JsonNode stored = write(process, "ada");
        write(process, "bob");
        jdbc.update("update " + SCHEMA + ".personal_key set wrapped = (select wrapped from " + SCHEMA
                + ".personal_key where owner = 'bob') where owner = 'ada'");

        assertThatThrownBy(() -> read(start(MasterKeys.of(first)), stored)).hasMessageContaining("was altered");
    }

    @Test
    void aReleaseThatReadsPlainKeysOnlyIsServedUntilItIsGone() {
        useDatabaseOfTheReleaseBefore();
        byte[] adas = insertAsTheReleaseBefore("ada");
        jdbc.execute("analyze " + SCHEMA + ".personal_key");
        migrate("latest");

        PersonalJson beside = start(notClearing(first));
        write(beside, "bob");
        byte[] carols = insertAsTheReleaseBefore("carol");

        assertThat(plainKeys()).as("what the release before reads").containsOnlyKeys("ada", "bob", "carol");
        assertThat(eraseAsTheReleaseBefore("carol")).isTrue();
        assertThat(erase(beside, "bob")).isTrue();
        assertThat(erase(beside, "carol")).as("erased by the other").isFalse();
        assertThat(plainKeys()).containsOnlyKeys("ada");
        assertThat(plainKeys().get("ada")).isEqualTo(adas);
        assertThat(carols).isNotEqualTo(adas);
        assertThat(jdbc.queryForList(
                        "select attname from pg_stats where schemaname = ? and attname in ('secret', 'wrapped')",
                        SCHEMA))
                .as("samples of before the migration")
                .isEmpty();
    }

    @Test
    void plainKeysAreWrappedAndLeaveNothingBehindWhenTheReleaseBeforeIsGone() {
        useDatabaseOfTheReleaseBefore();
        List<byte[]> secrets = IntStream.range(0, OWNERS)
                .mapToObj(n -> insertAsTheReleaseBefore("owner-" + n))
                .toList();
        migrate("latest");
        PersonalJson beside = start(notClearing(first));
        JsonNode stored = write(beside, "ada");
        assertThat(pagesWith(secrets.getFirst())).isPositive();

        PersonalJson cleared = start(MasterKeys.of(first));

        assertThat(plainKeys()).isEmpty();
        assertThat(read(cleared, stored)).isEqualTo("Dear ada");
        write(beside, "bob");
        write(cleared, "carol");
        assertThat(plainKeys())
                .as("new ones, also of a copy that has not been started again")
                .isEmpty();
        assertThat(secrets).allSatisfy(secret -> assertThat(pagesWith(secret)).isZero());
        var keys = TestKeys.in(jdbc, SCHEMA, MasterKeys.of(first));
        transaction.executeWithoutResult(status -> IntStream.range(0, OWNERS)
                .forEach(n -> assertThat(keys.of("owner-" + n).secret())
                        .isEqualTo(new SecretKeySpec(secrets.get(n), "AES"))));
    }

    @Test
    void noRowKeepsADestroyedKey() {
        var keys = TestKeys.in(jdbc, SCHEMA, MasterKeys.of(first));
        keys.vacuum();
        var process = new PersonalJson(keys, new PersonalFields(Map.of(Letter.class, Set.of("to"))));
        IntStream.range(0, OWNERS).forEach(n -> write(process, "owner-" + n));
        List<byte[]> wrapped = jdbc.queryForList("select wrapped from " + SCHEMA + ".personal_key", byte[].class);
        IntStream.range(0, OWNERS).forEach(n -> erase(process, "owner-" + n));
        assertThat(wrapped).anySatisfy(key -> assertThat(rowsWith(key)).isPositive());

        keys.vacuum();

        assertThat(wrapped)
                .hasSize(OWNERS)
                .allSatisfy(key -> assertThat(rowsWith(key)).isZero());
    }

    private static MasterKeys notClearing(MasterKey key) {
        return MasterKeys.of(
                new PersonalProperties(key.toBase64(), null, List.of(), null), Path.of("not needed"), true);
    }

    private void useDatabaseOfTheReleaseBefore() {
        jdbc.execute("drop schema " + SCHEMA + " cascade");
        migrate("7");
        jdbc.update("insert into " + SCHEMA + ".stream (id) values ('order/1')");
    }

    private void migrate(String version) {
        Flyway.configure()
                .dataSource(jdbc.getDataSource())
                .schemas(SCHEMA)
                .locations("classpath:db/migration/platform")
                .target(version)
                .load()
                .migrate();
    }

    private byte[] insertAsTheReleaseBefore(String owner) {
        byte[] secret = MasterKey.random().derive("a plain key").getEncoded();
        jdbc.update(
                "insert into " + SCHEMA + ".personal_key (owner, id, secret) values (?, ?, ?)",
                owner,
                UUID.randomUUID(),
                secret);
        return secret;
    }

    private boolean eraseAsTheReleaseBefore(String owner) {
        return jdbc.update(
                        "insert into " + SCHEMA + ".personal_key as k (owner, id, erased_at) values (?, ?, now())"
                                + " on conflict (owner) do update set secret = null, erased_at = now()"
                                + " where k.secret is not null",
                        owner,
                        UUID.randomUUID())
                == 1;
    }

    private Map<String, byte[]> plainKeys() {
        Map<String, byte[]> keys = new HashMap<>();
        jdbc.query("select owner, secret from " + SCHEMA + ".personal_key where secret is not null", row -> {
            keys.put(row.getString(1), row.getBytes(2));
        });
        return keys;
    }

    /** In how many pages of the table's file the bytes are, in rows or between them. */
    private int pagesWith(byte[] secret) {
        jdbc.execute("create extension if not exists pageinspect schema public");
        Integer pages = jdbc.queryForObject(
                "select count(*) from generate_series(0, pg_relation_size(?::regclass) / 8192 - 1) page"
                        + " where position(? in public.get_raw_page(?, page::int)) > 0",
                Integer.class,
                SCHEMA + ".personal_key",
                secret,
                SCHEMA + ".personal_key");
        return pages == null ? -1 : pages;
    }

    /** How many rows, dead ones included, have the bytes. */
    private int rowsWith(byte[] wrapped) {
        jdbc.execute("create extension if not exists pageinspect schema public");
        Integer rows = jdbc.queryForObject(
                "select count(*) from generate_series(0, pg_relation_size(?::regclass) / 8192 - 1) page,"
                        + " public.heap_page_items(public.get_raw_page(?, page::int)) where position(? in t_data) > 0",
                Integer.class,
                SCHEMA + ".personal_key",
                SCHEMA + ".personal_key",
                wrapped);
        return rows == null ? -1 : rows;
    }
}
