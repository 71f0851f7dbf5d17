package io.penstock.core.config.variables;

import io.penstock.api.ErrorCode;
import io.penstock.core.config.key.WorkerKeys;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/**
 * A variable provider as the worker file declares it.
 *
 * @param name the name that variables use
 * @param className class name or alias of the plugin
 * @param params its own settings
 */
public record ProviderSpec(String name, String className, Map<String, String> params) {

    private static final String PREFIX = WorkerKeys.CONFIG_PROVIDERS + ".";

    /**
     * Reads all declarations of a worker file.
     *
     * @throws io.penstock.api.WorkerException CONFIG_INVALID when a provider has no class
     */
    static Map<String, ProviderSpec> parse(Map<String, String> workerFile) {
        Map<String, ProviderSpec> specs = new LinkedHashMap<>();
        Object names = ConfigDef.parseType(
                WorkerKeys.CONFIG_PROVIDERS, workerFile.get(WorkerKeys.CONFIG_PROVIDERS), ConfigDef.Type.LIST);
        if (!(names instanceof List<?> list)) {
            return specs;
        }
        for (Object entry : list) {
            String name = String.valueOf(entry);
            String key = PREFIX + name + ".class";
            String className = workerFile.get(key);
            if (className == null || className.isBlank()) {
                throw ErrorCode.CONFIG_INVALID.of("Missing required configuration \"" + key + "\": "
                        + WorkerKeys.CONFIG_PROVIDERS + " names the provider '" + name
                        + "', so its plugin has to be named too, for example " + key
                        + "=org.apache.kafka.common.config.provider.FileConfigProvider");
            }
            specs.put(name, new ProviderSpec(name, className.trim(), params(workerFile, name)));
        }
        return specs;
    }

    private static Map<String, String> params(Map<String, String> workerFile, String name) {
        String prefix = PREFIX + name + ".param.";
        Map<String, String> params = new LinkedHashMap<>();
        workerFile.forEach((key, value) -> {
            if (key.startsWith(prefix) && key.length() > prefix.length()) {
                params.put(key.substring(prefix.length()), value);
            }
        });
        return Map.copyOf(params);
    }
}
