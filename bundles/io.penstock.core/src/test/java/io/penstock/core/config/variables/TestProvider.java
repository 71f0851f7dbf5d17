package io.penstock.core.config.variables;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigData;
import org.apache.kafka.common.config.provider.ConfigProvider;

/**
 * A provider whose settings are its content: {@code path/key=value}. The path {@code fail} throws, and a setting {@code
 * ttl/path} makes a path expire.
 */
public class TestProvider implements ConfigProvider {

    private final Map<String, String> content = new HashMap<>();
    private boolean closed;

    @Override
    public ConfigData get(String path) {
        return get(path, Set.of());
    }

    @Override
    public ConfigData get(String path, Set<String> keys) {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (path.equals("fail")) {
            throw new NoClassDefFoundError("vault/Client");
        }
        Map<String, String> data = new HashMap<>();
        for (String key : keys) {
            String value = content.get(path + "/" + key);
            if (value != null) {
                data.put(key, value);
            }
        }
        String ttl = content.get("ttl/" + path);
        return ttl == null ? new ConfigData(data) : new ConfigData(data, Long.parseLong(ttl));
    }

    @Override
    public void configure(Map<String, ?> configs) {
        if (configs.containsKey("broken")) {
            throw new IllegalArgumentException("no address");
        }
        configs.forEach((key, value) -> content.put(key, String.valueOf(value)));
    }

    @Override
    public void close() {
        closed = true;
    }
}
