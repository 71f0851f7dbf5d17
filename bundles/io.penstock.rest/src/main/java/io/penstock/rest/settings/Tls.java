package io.penstock.rest.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of https listeners (Apache: {@code SSLUtils}): the keys that begin with {@code listeners.https.} when
 * there is one of them, else the worker's own {@code ssl.*} keys. Holds passwords, so it shows nothing of itself.
 */
public final class Tls {

    private static final String PREFIX = "listeners.https.";
    private static final String HINT = "An https listener needs a keystore: give " + PREFIX
            + "ssl.keystore.location, .password and .type (JKS or PKCS12), and " + PREFIX
            + "ssl.key.password if the key has another one.";

    private final Map<String, String> settings;
    private final String shown;

    private Tls(Map<String, String> settings, String shown) {
        this.settings = settings;
        this.shown = shown;
    }

    /** Picks the settings; nothing is read before an https listener needs it. */
    public static Tls of(Map<String, String> worker) {
        Map<String, String> own = worker.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(PREFIX))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(PREFIX.length()), Map.Entry::getValue));
        return own.isEmpty() ? new Tls(new HashMap<>(worker), "") : new Tls(own, PREFIX);
    }

    /** A factory that has loaded its stores once. Fails with a {@link StartException} that names the key. */
    public SslContextFactory.Server factory() {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setKeyStorePath(store("ssl.keystore.location"));
        ssl.setKeyStoreType(settings.getOrDefault("ssl.keystore.type", "JKS"));
        given("ssl.keystore.password", ssl::setKeyStorePassword);
        given("ssl.key.password", ssl::setKeyManagerPassword);
        if (settings.containsKey("ssl.truststore.location")) {
            ssl.setTrustStorePath(store("ssl.truststore.location"));
            ssl.setTrustStoreType(settings.getOrDefault("ssl.truststore.type", "JKS"));
            given("ssl.truststore.password", ssl::setTrustStorePassword);
        }
        ssl.setProtocol(settings.getOrDefault("ssl.protocol", "TLSv1.3"));
        ssl.setIncludeProtocols(list(settings.getOrDefault("ssl.enabled.protocols", "TLSv1.2,TLSv1.3")));
        given("ssl.cipher.suites", suites -> ssl.setIncludeCipherSuites(list(suites)));
        given("ssl.provider", ssl::setProvider);
        given("ssl.keymanager.algorithm", ssl::setKeyManagerFactoryAlgorithm);
        given("ssl.trustmanager.algorithm", ssl::setTrustManagerFactoryAlgorithm);
        given("ssl.secure.random.implementation", ssl::setSecureRandomAlgorithm);
        clientAuthentication(ssl);
        load(ssl);
        return ssl;
    }

    @Override
    public String toString() {
        return "Tls";
    }

    private void clientAuthentication(SslContextFactory.Server ssl) {
        String wanted = settings.getOrDefault("ssl.client.auth", "none");
        switch (wanted) {
            case "required" -> ssl.setNeedClientAuth(true);
            case "requested" -> ssl.setWantClientAuth(true);
            case "none" -> {}
            default ->
                throw StartException.invalid(
                        shown + "ssl.client.auth", wanted, "no such mode", "Give required, requested or none.");
        }
    }

    private String store(String key) {
        String location = settings.get(key);
        if (location == null || location.isBlank()) {
            throw StartException.invalid(shown + key, String.valueOf(location), "no file", HINT);
        }
        if (!Files.isReadable(Path.of(location))) {
            throw StartException.invalid(shown + key, location, "the file cannot be read", HINT);
        }
        return Path.of(location).toUri().toString();
    }

    private void load(SslContextFactory.Server ssl) {
        try {
            ssl.start();
            ssl.stop();
        } catch (Exception e) {
            throw StartException.invalid(
                    shown + "ssl.keystore.location",
                    String.valueOf(settings.get("ssl.keystore.location")),
                    "TLS cannot be set up with it (" + e.getMessage() + ")",
                    HINT);
        }
    }

    private void given(String key, Consumer<String> setter) {
        @Nullable String value = settings.get(key);
        if (value != null && !value.isEmpty()) {
            setter.accept(value);
        }
    }

    private static String[] list(String value) {
        return value.trim().split("\\s*,\\s*");
    }
}
