package io.penstock.json;

import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.connect.storage.ConverterConfig;
import org.jspecify.annotations.Nullable;

/** The settings of {@link JsonConverter}: keys, types, defaults and valid values are those of Apache's converter. */
public final class JsonConverterConfig extends ConverterConfig {
    /** Whether a document holds the schema beside the value. */
    public static final String SCHEMAS_ENABLE = "schemas.enable";

    /** The number of schemas that are remembered in each direction. */
    public static final String SCHEMAS_CACHE_SIZE = "schemas.cache.size";

    /** A schema as JSON by which all documents are read, which then hold no schema. */
    public static final String SCHEMA_CONTENT = "schema.content";

    /** How a decimal is written: BASE64 or NUMERIC. */
    public static final String DECIMAL_FORMAT = "decimal.format";

    /** Whether null is replaced by the default of its schema. */
    public static final String REPLACE_NULL_WITH_DEFAULT = "replace.null.with.default";

    private static final String BASE64 = "BASE64";
    private static final String NUMERIC = "NUMERIC";

    /**
     * Reads the settings.
     *
     * @param settings the settings as given by the user; keys that are not known are left alone
     * @throws org.apache.kafka.common.config.ConfigException if a value is not valid
     */
    public JsonConverterConfig(Map<String, ?> settings) {
        super(definition(), settings);
    }

    /** Returns the definition of all settings; the caller may add to it. */
    public static ConfigDef definition() {
        String schemas = "Schemas";
        String serialization = "Serialization";
        return newConfigDef()
                .define(
                        SCHEMAS_ENABLE,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.HIGH,
                        "Whether each key and value carries its schema: a JSON object of a schema and a payload. If false,"
                                + " the JSON is the value alone.",
                        schemas,
                        0,
                        Width.MEDIUM,
                        "Enable Schemas")
                .define(
                        SCHEMAS_CACHE_SIZE,
                        ConfigDef.Type.INT,
                        1000,
                        Importance.HIGH,
                        "How many schemas this converter remembers in each direction. 0 makes it read and write every"
                                + " schema anew.",
                        schemas,
                        1,
                        Width.MEDIUM,
                        "Schema Cache Size")
                .define(
                        SCHEMA_CONTENT,
                        ConfigDef.Type.STRING,
                        null,
                        Importance.HIGH,
                        "A schema in JSON. If it is set, a sink connector reads every message as a payload of that schema,"
                                + " and messages carry none. Has no effect unless '" + SCHEMAS_ENABLE + "' is true.",
                        schemas,
                        2,
                        Width.MEDIUM,
                        "Schema Content")
                .define(
                        DECIMAL_FORMAT,
                        ConfigDef.Type.STRING,
                        BASE64,
                        ConfigDef.CaseInsensitiveValidString.in(BASE64, NUMERIC),
                        Importance.LOW,
                        "How decimals are written: BASE64 for the bytes of the unscaled value as text, NUMERIC for a JSON"
                                + " number. Upper and lower case are the same. Both forms can always be read.",
                        serialization,
                        0,
                        Width.MEDIUM,
                        "Decimal Format")
                .define(
                        REPLACE_NULL_WITH_DEFAULT,
                        ConfigDef.Type.BOOLEAN,
                        true,
                        Importance.LOW,
                        "Whether a null whose schema has a default becomes that default. If false, it stays null.",
                        serialization,
                        1,
                        Width.MEDIUM,
                        "Replace null with default");
    }

    /** Returns whether a document holds the schema beside the value. */
    public boolean schemasEnabled() {
        return getBoolean(SCHEMAS_ENABLE);
    }

    /** Returns the number of schemas to remember in each direction. */
    public int schemaCacheSize() {
        return getInt(SCHEMAS_CACHE_SIZE);
    }

    /** Returns the schema to read all documents by, as JSON, or null. */
    public @Nullable String schemaContent() {
        String content = getString(SCHEMA_CONTENT);
        return content == null || content.isEmpty() ? null : content;
    }

    /** Returns whether decimals are written as JSON numbers. */
    public boolean numericDecimals() {
        return getString(DECIMAL_FORMAT).toUpperCase(Locale.ROOT).equals(NUMERIC);
    }

    /** Returns whether null is replaced by the default of its schema. */
    public boolean replaceNullWithDefault() {
        return getBoolean(REPLACE_NULL_WITH_DEFAULT);
    }
}
