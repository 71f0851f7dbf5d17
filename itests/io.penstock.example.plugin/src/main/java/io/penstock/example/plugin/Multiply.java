package io.penstock.example.plugin;

import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/** Multiplies values that are whole numbers; passes all others on as they are. */
@Component(
        service = Transformation.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = "penstock.plugin.version=" + Multiply.VERSION)
public final class Multiply<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

    static final String VERSION = "1.0.0";
    static final String FACTOR = "factor";

    private long factor = 1;

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public ConfigDef config() {
        return new ConfigDef().define(FACTOR, ConfigDef.Type.LONG, ConfigDef.Importance.HIGH, "What to multiply with.");
    }

    @Override
    public void configure(Map<String, ?> configs) {
        factor = new AbstractConfig(config(), configs).getLong(FACTOR);
    }

    @Override
    public R apply(R record) {
        return record.value() instanceof Long number
                ? record.newRecord(
                        record.topic(),
                        record.kafkaPartition(),
                        record.keySchema(),
                        record.key(),
                        record.valueSchema(),
                        number * factor,
                        record.timestamp())
                : record;
    }

    @Override
    public void close() {}
}
