package io.penstock.rest.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of https listeners (Apache: {@code SSLUtils}): the keys that begin with the listeners' own prefix when
 * there is one of them, else the worker's own {@code ssl.*} keys. Holds passwords, so it shows nothing of itself.
 */
public final class Tls {

    private static final String KEYSTORE = "ssl.keystore.";
    private static final String TRUSTSTORE = "ssl.truststore.";

    private final Map<String, String> settings;
    private final String shown;
    private final String hint;

    private Tls(Map<String, String> settings, String prefix, boolean own) {
        this.settings = settings;
        this.shown = own ? prefix : "";
        this.hint = "An https listener needs a key and its certificate: give " + prefix
                + "ssl.keystore.location, .password and .type (JKS, PKCS12 or PEM) and " + prefix
                + "ssl.key.password if the key has another one, or for PEM " + prefix
                + "ssl.keystore.key and .certificate.chain.";
    }

    static Tls of(Map<String, String> worker, String prefix) {
        Map<String, String> own = worker.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
        return own.isEmpty() ? new Tls(new HashMap<>(worker), prefix, false) : new Tls(own, prefix, true);
    }

    /** A factory that has loaded its stores. Fails with a {@link StartException} that names the key. */
    public SslContextFactory.Server factory() {
        return factory(read());
    }

    /**
     * Gives factories in use what the stores hold now; connections that are open keep what they have. A store that cannot
     * be used changes nothing: it fails with a {@link StartException}.
     */
    public void reload(List<SslContextFactory.Server> factories) {
        KeyMaterial now = read();
        factory(now);
        try {
            for (SslContextFactory.Server factory : factories) {
                factory.reload(same -> now.give(factory));
            }
        } catch (Exception e) {
            throw unusable(e);
        }
    }

    /** The files that certificates and keys are read from. */
    public List<Path> files() {
        return KeyMaterial.files(settings);
    }

    @Override
    public String toString() {
        return "Tls";
    }

    private SslContextFactory.Server factory(KeyMaterial stores) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setProtocol(settings.getOrDefault("ssl.protocol", "TLSv1.3"));
        ssl.setIncludeProtocols(list(settings.getOrDefault("ssl.enabled.protocols", "TLSv1.2,TLSv1.3")));
        given("ssl.cipher.suites", suites -> ssl.setIncludeCipherSuites(list(suites)));
        given("ssl.provider", ssl::setProvider);
        given("ssl.keymanager.algorithm", ssl::setKeyManagerFactoryAlgorithm);
        given("ssl.trustmanager.algorithm", ssl::setTrustManagerFactoryAlgorithm);
        given("ssl.secure.random.implementation", ssl::setSecureRandomAlgorithm);
        clientAuthentication(ssl);
        stores.give(ssl);
        try {
            ssl.start();
            ssl.stop();
        } catch (Exception e) {
            throw unusable(e);
        }
        return ssl;
    }

    private KeyMaterial read() {
        store(KEYSTORE, "key", true);
        store(TRUSTSTORE, "certificates", false);
        try {
            return KeyMaterial.read(settings);
        } catch (RuntimeException e) {
            throw unusable(e);
        }
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

    private void store(String prefix, String inline, boolean needed) {
        String key = prefix + "location";
        String location = settings.getOrDefault(key, "");
        if (location.isBlank()) {
            if (needed && !settings.containsKey(prefix + inline)) {
                throw StartException.invalid(shown + key, "\"" + location + "\"", "no file", hint);
            }
        } else if (!Files.isReadable(Path.of(location))) {
            throw StartException.invalid(shown + key, location, "the file cannot be read", hint);
        }
    }

    private StartException unusable(Throwable failure) {
        List<String> messages = new ArrayList<>();
        for (Throwable next = failure; next != null; next = next.getCause()) {
            messages.add(String.valueOf(next.getMessage()));
        }
        return StartException.invalid(
                shown + "ssl.keystore.location",
                String.valueOf(settings.get("ssl.keystore.location")),
                "TLS cannot be set up with it (" + String.join(": ", messages) + ")",
                hint);
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
