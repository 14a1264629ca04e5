package dev.waybill.journey;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Encrypts the way to a server that does not: only TLS clients pass. Its certificate is of 127.0.0.1. */
final class TlsGate {

    private static final String PASSWORD = "secret";
    private static final int SSL_REQUEST = 80_877_103; // of PostgreSQL's protocol

    private final SSLContext tls;
    private final Path certificate;

    /** With a certificate of its own, written to that directory. */
    TlsGate(Path directory) throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("server.p12");
        certificate = directory.resolve("server.pem");
        keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=server", "-ext", "san=ip:127.0.0.1");
        keytool(store, "-exportcert", "-rfc", "-file", certificate.toString());
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()), PASSWORD.toCharArray());
        tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
    }

    private static void keytool(Path store, String command, String... options)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(WaybillProcess.jdk("keytool"), command));
        line.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        line.addAll(List.of(options));
        Path output = Files.createTempFile(store.getParent(), "keytool", ".txt");
        int exit = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(Files.readString(output));
        }
    }

    /** What a client has to trust. */
    Path certificate() {
        return certificate;
    }

    /** Encrypted from the first byte on, as AMQP is. */
    Socket atOnce(Socket comer) throws IOException {
        var encrypted = (SSLSocket) tls.getSocketFactory().createSocket(comer, (InputStream) null, true);
        encrypted.startHandshake();
        return encrypted;
    }

    /** Encrypted when asked for, as with PostgreSQL; a client that does not ask is turned away. */
    Socket onRequest(Socket comer) throws IOException {
        var asked = new DataInputStream(comer.getInputStream());
        if (asked.readInt() != 2 * Integer.BYTES || asked.readInt() != SSL_REQUEST) {
            throw new IOException("a client that does not ask for encryption");
        }
        comer.getOutputStream().write('S');
        return atOnce(comer);
    }
}
