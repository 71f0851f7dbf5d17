package io.penstock.core.worker.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.TargetState;
import io.penstock.api.startup.StartupFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads connector files of the command line, as {@code connect-standalone} takes them. */
final class ConnectorFiles {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ConnectorFiles() {}

    /**
     * A connector to be created or brought up to date.
     *
     * @param initial null when the file does not say
     */
    record Wanted(
            String name,
            Map<String, String> config,
            @Nullable TargetState initial) {}

    /**
     * Reads properties, a flat JSON map, or {@code {"name","config","initial_state"}}.
     *
     * @throws StartFailure CONFIG_INVALID, naming the file and the place
     */
    static Wanted read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            String name = Objects.toString(file.getFileName());
            return name.endsWith(".json") ? json(JSON.readTree(reader)) : properties(reader);
        } catch (JsonProcessingException e) {
            throw wrong(
                    file,
                    "is no JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ": " + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e, e);
        } catch (IllegalArgumentException e) {
            throw wrong(file, e.getMessage() == null ? e.toString() : e.getMessage(), e);
        }
    }

    private static Wanted properties(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, String> config = new LinkedHashMap<>();
        properties.stringPropertyNames().stream().sorted().forEach(key -> config.put(key, properties.getProperty(key)));
        return named(config, null);
    }

    private static Wanted json(JsonNode root) {
        if (!root.isObject()) {
            throw new IllegalArgumentException("has no JSON object at its top");
        }
        if (!root.path("config").isObject()) {
            return named(texts(root), null);
        }
        Map<String, String> config = texts(root.get("config"));
        if (root.hasNonNull("name")) {
            String name = root.get("name").asText();
            String own = config.putIfAbsent("name", name);
            if (own != null && !own.equals(name)) {
                throw new IllegalArgumentException(
                        "names the connector twice: '" + name + "' and, in config, '" + own + "'");
            }
        }
        return named(config, initial(root));
    }

    private static @Nullable TargetState initial(JsonNode root) {
        if (!root.hasNonNull("initial_state")) {
            return null;
        }
        String text = root.get("initial_state").asText();
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "RUNNING" -> TargetState.STARTED;
            case "PAUSED" -> TargetState.PAUSED;
            case "STOPPED" -> TargetState.STOPPED;
            default ->
                throw new IllegalArgumentException(
                        "has initial_state '" + text + "'; it must be RUNNING, PAUSED or STOPPED");
        };
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> config = new LinkedHashMap<>();
        object.properties().forEach(field -> {
            if (!field.getValue().isValueNode()) {
                throw new IllegalArgumentException("has an object or array under '" + field.getKey()
                        + "'; the values of a connector configuration are text");
            }
            if (!field.getValue().isNull()) {
                config.put(field.getKey(), field.getValue().asText());
            }
        });
        return config;
    }

    private static Wanted named(Map<String, String> config, @Nullable TargetState initial) {
        String name = config.get("name");
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("does not name its connector; add the key 'name'");
        }
        return new Wanted(name, config, initial);
    }

    private static StartFailure wrong(Path file, String what, Exception cause) {
        return new StartFailure(
                StartupFailure.Code.CONFIG_INVALID,
                "The connector file " + file + " " + what,
                "Correct the file, or leave it out of the command line.",
                cause);
    }
}
