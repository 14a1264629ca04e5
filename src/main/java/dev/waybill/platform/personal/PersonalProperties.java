package dev.waybill.platform.personal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the keys of personal data are stored.
 *
 * @param masterKey Base64 of 32 bytes; the same for all processes of a database
 * @param masterKeyFile a file with it instead
 * @param previousMasterKeys others whose wrapped keys are read too: those before it, or the one to come
 * @param clearPlainKeys true when no copy of a release that stored plain keys runs any more; so it is by default on the
 *     embedded database, which has one process
 */
@ConfigurationProperties("waybill.personal")
public record PersonalProperties(
        @Nullable String masterKey,
        @Nullable String masterKeyFile,
        @DefaultValue List<String> previousMasterKeys,
        @Nullable Boolean clearPlainKeys) {

    /** Without the secrets. */
    @Override
    public String toString() {
        return "waybill.personal";
    }
}
