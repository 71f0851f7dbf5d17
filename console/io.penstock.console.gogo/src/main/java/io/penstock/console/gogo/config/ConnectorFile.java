package io.penstock.console.gogo.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.penstock.console.gogo.access.CommandFailure;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connector's configuration as a file holds it, in the forms that {@code connect-standalone} of Apache takes: a
 * {@code .properties} file, a {@code .json} file with a flat object, or one with {@code name}, {@code config} and
 * {@code initial_state}.
 *
 * @param name the connector's name, null when the file has none
 * @param config the configuration; values may be null, so that the worker can name them
 * @param initialState the state that the file asks for, or null
 */
public record ConnectorFile(
        @Nullable String name,
        Map<String, @Nullable String> config,
        @Nullable InitialState initialState) {

    private static final Set<String> REQUEST_FIELDS = Set.of("name", "config", "initial_state");

    /** Whether the name is that of a file of one of the two kinds. */
    public static boolean hasKnownEnding(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return lower.endsWith(".json") || lower.endsWith(".properties");
    }

    /** Reads a file; fails with a message for the user that names it. */
    public static ConnectorFile read(Path file) {
        String text = text(file);
        String ending = file.toString().toLowerCase(Locale.ROOT);
        if (ending.endsWith(".json")) {
            return fromJson(text, file.toString());
        }
        if (ending.endsWith(".properties")) {
            return fromProperties(text, file.toString());
        }
        throw CommandFailure.usage(file + ": a connector's file ends in .json or .properties");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw CommandFailure.usage("No such file: " + file);
        } catch (CharacterCodingException e) {
            throw CommandFailure.usage(file + ": not UTF-8 text");
        } catch (IOException e) {
            throw CommandFailure.usage("Cannot read " + file + ": " + e.getMessage());
        }
    }

    private static ConnectorFile fromProperties(String text, String source) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException | IllegalArgumentException e) {
            throw CommandFailure.usage(source + ": not a .properties file: " + e.getMessage());
        }
        Map<String, @Nullable String> config = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> config.put(key, properties.getProperty(key)));
        return new ConnectorFile(config.get("name"), Collections.unmodifiableMap(config), null);
    }

    private static ConnectorFile fromJson(String text, String source) {
        JsonMapper mapper = JsonMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        JsonNode tree;
        try {
            tree = mapper.readTree(text);
        } catch (JsonProcessingException e) {
            throw CommandFailure.usage(source + ": not JSON: " + e.getOriginalMessage() + place(e));
        }
        if (tree == null || !tree.isObject()) {
            throw CommandFailure.usage(source + ": a connector is a JSON object");
        }
        JsonNode config = tree.get("config");
        return config != null && config.isObject() ? request(tree, config, source) : flat(tree, source);
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static ConnectorFile flat(JsonNode tree, String source) {
        Map<String, @Nullable String> config = strings(tree, source);
        return new ConnectorFile(config.get("name"), config, null);
    }

    private static ConnectorFile request(JsonNode tree, JsonNode config, String source) {
        for (Iterator<String> fields = tree.fieldNames(); fields.hasNext(); ) {
            String field = fields.next();
            if (!REQUEST_FIELDS.contains(field)) {
                throw CommandFailure.usage(
                        source + ": field '" + field + "' beside 'config'; known are name, config, initial_state");
            }
        }
        Map<String, @Nullable String> settings = strings(config, source);
        String name = tree.hasNonNull("name") ? tree.get("name").asText() : settings.get("name");
        InitialState state = tree.hasNonNull("initial_state")
                ? InitialState.of(tree.get("initial_state").asText(), source)
                : null;
        return new ConnectorFile(name, settings, state);
    }

    private static Map<String, @Nullable String> strings(JsonNode object, String source) {
        Map<String, @Nullable String> config = new TreeMap<>();
        object.properties().forEach(field -> {
            JsonNode value = field.getValue();
            if (value.isContainerNode()) {
                throw CommandFailure.usage(source + ": value of '" + field.getKey()
                        + "' is an object or an array; a connector's settings are strings");
            }
            config.put(field.getKey(), value.isNull() ? null : value.asText());
        });
        return Collections.unmodifiableMap(config);
    }
}
