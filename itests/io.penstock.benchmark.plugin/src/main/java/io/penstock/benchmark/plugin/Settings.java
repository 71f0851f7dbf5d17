package io.penstock.benchmark.plugin;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;

/** What both connectors are told. */
final class Settings extends AbstractConfig {

    static final String TOPIC = "topic";
    private static final String RECORDS = "records";
    private static final String WARM_UP = "warm.up.records";
    private static final String REPORT = "report.file";
    private static final String FORMAT = "format";

    Settings(Map<String, String> settings) {
        super(definition(), settings, false);
    }

    static ConfigDef definition() {
        return new ConfigDef()
                .define(RECORDS, ConfigDef.Type.LONG, ConfigDef.Importance.HIGH, "Records in all")
                .define(WARM_UP, ConfigDef.Type.LONG, 0L, ConfigDef.Importance.HIGH, "Records before the clock starts")
                .define(
                        REPORT,
                        ConfigDef.Type.STRING,
                        ConfigDef.Importance.HIGH,
                        "File for what was measured, written once at the end")
                .define(TOPIC, ConfigDef.Type.STRING, "", ConfigDef.Importance.HIGH, "Topic of the source")
                .define(
                        FORMAT,
                        ConfigDef.Type.STRING,
                        "struct",
                        ConfigDef.ValidString.in("struct", "map", "bytes"),
                        ConfigDef.Importance.HIGH,
                        "What the source hands out");
    }

    long records() {
        return getLong(RECORDS);
    }

    String topic() {
        return getString(TOPIC);
    }

    String format() {
        return getString(FORMAT);
    }

    /** A meter for this run. */
    Meter meter() {
        return new Meter(getLong(WARM_UP), records(), Path.of(getString(REPORT)));
    }
}
