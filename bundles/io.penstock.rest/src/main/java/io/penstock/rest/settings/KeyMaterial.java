package io.penstock.rest.settings;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * The keys and certificates of https listeners, in memory, so that a file that changes while it is read can harm nobody.
 * Kafka's own reader of stores brings them, which knows JKS, PKCS12 and PEM, in files and in the settings (KIP-651).
 */
final class KeyMaterial {

    private static final List<String> PASSWORDS = List.of(
            SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG,
            SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
            SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
            SslConfigs.SSL_KEY_PASSWORD_CONFIG,
            SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG,
            SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG);

    private static final List<String> TEXTS =
            List.of(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG);

    private final KeyStore keys;
    private final @Nullable KeyStore trusted;
    private final @Nullable String keyPassword;

    private KeyMaterial(KeyStore keys, @Nullable KeyStore trusted, @Nullable String keyPassword) {
        this.keys = keys;
        this.trusted = trusted;
        this.keyPassword = keyPassword;
    }

    /**
     * Reads the stores; throws Kafka's exceptions.
     *
     * @param settings the {@code ssl.*} keys
     */
    static KeyMaterial read(Map<String, String> settings) {
        Map<String, Object> configs = new HashMap<>();
        PASSWORDS.forEach(key -> given(settings, key, value -> configs.put(key, new Password(value))));
        TEXTS.forEach(key -> given(settings, key, value -> configs.put(key, value)));
        configs.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, settings.getOrDefault("ssl.keystore.type", "JKS"));
        configs.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, settings.getOrDefault("ssl.truststore.type", "JKS"));
        // What it takes for granted; nothing of it is used here.
        configs.put(SslConfigs.SSL_PROTOCOL_CONFIG, "TLS");
        configs.put(SslConfigs.SSL_CIPHER_SUITES_CONFIG, List.of());
        configs.put(SslConfigs.SSL_ENABLED_PROTOCOLS_CONFIG, List.of());
        try (DefaultSslEngineFactory reader = new DefaultSslEngineFactory()) {
            reader.configure(configs);
            return new KeyMaterial(reader.keystore(), reader.truststore(), password(settings));
        }
    }

    /** The files that the stores are read from. */
    static List<Path> files(Map<String, String> settings) {
        return Stream.of("ssl.keystore.location", "ssl.truststore.location")
                .map(settings::get)
                .filter(location -> location != null && !location.isBlank())
                .map(Path::of)
                .toList();
    }

    void give(SslContextFactory.Server ssl) {
        ssl.setKeyStore(keys);
        ssl.setTrustStore(trusted);
        if (keyPassword != null) {
            ssl.setKeyManagerPassword(keyPassword);
        }
    }

    @Override
    public String toString() {
        return "KeyMaterial";
    }

    /** The password of the key, else that of its store. */
    private static @Nullable String password(Map<String, String> settings) {
        String own = settings.get("ssl.key.password");
        return own == null || own.isEmpty() ? settings.get("ssl.keystore.password") : own;
    }

    private static void given(Map<String, String> settings, String key, Consumer<String> then) {
        String value = settings.get(key);
        if (value != null && !value.isBlank()) {
            then.accept(value);
        }
    }
}
