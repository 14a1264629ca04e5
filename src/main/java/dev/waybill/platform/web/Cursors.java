package dev.waybill.platform.web;

import dev.waybill.platform.personal.AesGcm;
import dev.waybill.platform.personal.MasterKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/**
 * The {@code next} of pages: the place where a page ends, encrypted, so that it shows neither how much there is nor what
 * comes next, and can be used at its own list only.
 */
@Component
public final class Cursors {

    private static final String PURPOSE = "cursors";
    private static final int BLOCK = 64; // places are padded, as their length reveals something too

    private final MasterKeys keys;

    Cursors(MasterKeys keys) {
        this.keys = keys;
    }

    /** The cursor for a place in a list, which is named by its path. */
    public String write(String list, String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, (text.length / BLOCK + 1) * BLOCK);
        padded[padded.length - 1] = (byte) (padded.length - text.length);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(AesGcm.encrypt(keys.derive(PURPOSE), padded, context(list)));
    }

    /**
     * The place behind a cursor that was written for that list.
     *
     * @throws ProblemException 400 naming {@code after} for any other text
     */
    public String read(String list, String cursor) {
        return decoded(cursor)
                .flatMap(encrypted -> keys.derived(PURPOSE).stream()
                        .flatMap(key -> decrypted(key, encrypted, list).stream())
                        .findFirst())
                .orElseThrow(() -> ProblemException.invalid("after", "must be the \"next\" of a page of this list"));
    }

    private static Optional<byte[]> decoded(String cursor) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(cursor));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> decrypted(SecretKey key, byte[] encrypted, String list) {
        try {
            byte[] padded = AesGcm.decrypt(key, encrypted, context(list));
            int length = padded.length - padded[padded.length - 1];
            return Optional.of(StandardCharsets.UTF_8
                    .decode(ByteBuffer.wrap(padded, 0, length))
                    .toString());
        } catch (AEADBadTagException notWrittenHere) {
            return Optional.empty();
        }
    }

    private static byte[] context(String list) {
        return list.getBytes(StandardCharsets.UTF_8);
    }
}
