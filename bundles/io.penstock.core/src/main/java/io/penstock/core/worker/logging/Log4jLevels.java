package io.penstock.core.worker.logging;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The levels in properties of Log4j 2 as Pax Logging takes them: {@code log4j2.rootLogger.level}, {@code
 * log4j2.logger.<id>.name} with {@code log4j2.logger.<id>.level}, and the short form {@code log4j2.logger.<id> = LEVEL,
 * appender}. Belongs to one thread.
 */
final class Log4jLevels {

    private static final String ROOT = "log4j2.rootLogger";
    private static final String LOGGER = "log4j2.logger.";
    private static final String NAME = ".name";
    private static final String LEVEL = ".level";

    /** When this key is there, only the loggers that it lists count. */
    private static final String LIST = "log4j2.loggers";

    private final Map<String, Object> properties;

    Log4jLevels(Map<String, Object> properties) {
        this.properties = new TreeMap<>(properties);
    }

    Map<String, Object> properties() {
        return properties;
    }

    /** The loggers that have a level. Log4j's default for the root is ERROR. */
    SortedMap<String, String> levels() {
        SortedMap<String, String> levels = new TreeMap<>();
        String root = level(ROOT);
        levels.put(LogBackend.ROOT, root == null ? "ERROR" : root);
        ids().forEach((name, prefix) -> {
            String level = level(prefix);
            if (level != null) {
                levels.put(name, level);
            }
        });
        return levels;
    }

    /** Gives one logger a level. */
    void set(String logger, String level) {
        String prefix = logger.equals(LogBackend.ROOT) ? ROOT : ids().get(logger);
        if (prefix == null) {
            prefix = LOGGER + fresh(logger);
            properties.put(prefix + NAME, logger);
            properties.computeIfPresent(LIST, (key, list) -> list + "," + fresh(logger));
        }
        Object shortForm = properties.get(prefix);
        if (shortForm != null) {
            String[] parts = String.valueOf(shortForm).split(",", 2);
            properties.put(prefix, parts.length == 1 ? level : level + "," + parts[1]);
            properties.computeIfPresent(prefix + LEVEL, (key, before) -> level);
        } else {
            properties.put(prefix + LEVEL, level);
        }
    }

    /** An id without dots that no other logger has: different names have different ones. */
    private static String fresh(String logger) {
        StringBuilder id = new StringBuilder("penstock_");
        logger.chars().forEach(c -> {
            if (Character.isLetterOrDigit(c)) {
                id.append((char) c);
            } else {
                id.append('_').append(Integer.toHexString(c)).append('_');
            }
        });
        return id.toString();
    }

    /** Loggers by name, each with the prefix of its keys. */
    private Map<String, String> ids() {
        Map<String, String> ids = new TreeMap<>();
        properties.forEach((key, value) -> {
            if (key.startsWith(LOGGER) && key.endsWith(NAME)) {
                ids.put(String.valueOf(value).trim(), key.substring(0, key.length() - NAME.length()));
            }
        });
        return ids;
    }

    private @Nullable String level(String prefix) {
        Object level = properties.get(prefix + LEVEL);
        Object shortForm = properties.get(prefix);
        if (level == null && shortForm != null) {
            level = String.valueOf(shortForm).split(",", 2)[0];
        }
        return level == null ? null : String.valueOf(level).trim().toUpperCase(Locale.ROOT);
    }
}
