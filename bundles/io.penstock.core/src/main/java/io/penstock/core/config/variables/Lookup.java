package io.penstock.core.config.variables;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.plugin.PluginScope;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A provider as one resolution sees it: calls it in its scope (I4) and remembers what it answered. One thread. */
final class Lookup implements ConfigProvider {

    private final ProviderSpec spec;
    private final ProviderHandle handle;
    private final Map<String, ConfigData> answers = new HashMap<>();

    Lookup(ProviderSpec spec, ProviderHandle handle) {
        this.spec = spec;
        this.handle = handle;
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        ConfigData answer;
        try (PluginScope scope = PluginScope.enter(handle.plugin().loader())) {
            answer = handle.provider().get(path, keys);
        } catch (Throwable e) {
            throw failed(path, keys, e);
        }
        if (answer == null || answer.data() == null) {
            throw failed(path, keys, new IllegalStateException("get() returned null"));
        }
        answers.put(path, answer);
        return answer;
    }

    /** What it said for a variable, null when it did not know the key. */
    @Nullable String value(String path, String key) {
        ConfigData answer = answers.get(path);
        return answer == null ? null : answer.data().get(key);
    }

    /** After how many ms the answer for a path expires, null when it does not. */
    @Nullable Long ttl(String path) {
        ConfigData answer = answers.get(path);
        Long ttl = answer == null ? null : answer.ttl();
        return ttl == null || ttl < 0 ? null : ttl;
    }

    private WorkerException failed(String path, Set<String> keys, Throwable cause) {
        return ErrorCode.CONFIG_INVALID.of(
                "Variable provider '" + spec.name() + "' (" + spec.className() + ") failed in get() for "
                        + (path.isEmpty() ? "" : "path '" + path + "', ") + "keys " + new TreeSet<>(keys) + ": " + cause
                        + ". Correct the variable, or the provider's settings in the worker file",
                cause);
    }

    @Override
    public ConfigData get(String path) {
        throw new UnsupportedOperationException("variables always name a key");
    }

    @Override
    public void configure(Map<String, ?> configs) {
        // The provider behind it was configured when it was leased.
    }

    @Override
    public void close() {
        // The provider behind it lives on.
    }
}
