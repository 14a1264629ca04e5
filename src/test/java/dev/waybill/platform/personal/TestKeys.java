package dev.waybill.platform.personal;

import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys for the tests of platform parts, all with one master key. */
public final class TestKeys {

    private static final MasterKeys MASTER = MasterKeys.of(MasterKey.random());

    private TestKeys() {}

    /** The keys in a schema, as a process that has just started sees them. */
    public static PersonalKeys in(JdbcTemplate jdbc, String schema) {
        return in(jdbc, schema, MASTER);
    }

    static PersonalKeys in(JdbcTemplate jdbc, String schema, MasterKeys master) {
        return PersonalKeys.open(Objects.requireNonNull(jdbc.getDataSource()), jdbc, schema, master);
    }

    /** The plain bytes of a wrapped key. */
    public static byte[] unwrapped(MasterKeys master, UUID id, byte[] wrapped) {
        return master.unwrap(id, wrapped).getEncoded();
    }
}
