package io.penstock.core.config.validate;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.transforms.Transformation;

/** Plugins that fail in every way that validation may meet. Not public, so that no scan of the class path finds them. */
final class Hostile {

    private Hostile() {}

    /** Fails in its constructor. */
    static final class InConstructor extends Base {
        InConstructor() {
            throw new IllegalStateException("no licence");
        }
    }

    /** Fails in its static initialiser. */
    static final class InInitialiser extends Base {
        static final int PORT = Integer.parseInt("no port");

        @Override
        public String version() {
            return String.valueOf(PORT);
        }
    }

    /** Fails in config() with an error. */
    static final class InConfig extends Base {
        @Override
        public ConfigDef config() {
            throw new NoClassDefFoundError("driver/Main");
        }
    }

    /** Answers null from config(). */
    static final class NullConfig extends Base {
        @Override
        public ConfigDef config() {
            return null;
        }
    }

    /** Fails in validate(). */
    static final class InValidate extends Base {
        @Override
        public Config validate(Map<String, String> config) {
            throw new StackOverflowError("deep");
        }
    }

    /** Answers null from validate(). */
    static final class NullValidate extends Base {
        @Override
        public Config validate(Map<String, String> config) {
            return null;
        }
    }

    /** Looks for a class through the context class loader. */
    static final class NeedsScope extends Base {
        @Override
        public ConfigDef config() {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            return new ConfigDef()
                    .define(
                            "loader",
                            ConfigDef.Type.STRING,
                            String.valueOf(loader),
                            ConfigDef.Importance.LOW,
                            "loader");
        }
    }

    /** Changes the map that it is given. */
    static final class Meddling extends Base {
        @Override
        public Config validate(Map<String, String> config) {
            config.put("added", "1");
            config.remove("name");
            return super.validate(config);
        }
    }

    /** A converter that fails in config(). */
    static final class BadConverter implements Converter {
        @Override
        public ConfigDef config() {
            throw new IllegalStateException("no registry");
        }

        @Override
        public void configure(Map<String, ?> configs, boolean isKey) {}

        @Override
        public byte[] fromConnectData(String topic, Schema schema, Object value) {
            return new byte[0];
        }

        @Override
        public SchemaAndValue toConnectData(String topic, byte[] value) {
            return SchemaAndValue.NULL;
        }
    }

    /** A transform whose validator and recommender fail. */
    static final class BadTransform extends BaseTransform {
        @Override
        public ConfigDef config() {
            return new ConfigDef()
                    .define(
                            "field",
                            ConfigDef.Type.STRING,
                            ConfigDef.NO_DEFAULT_VALUE,
                            (name, value) -> {
                                throw new UnsupportedClassVersionError("too new");
                            },
                            ConfigDef.Importance.HIGH,
                            "field");
        }
    }

    /** A transform that answers null from config(). */
    static final class NullTransform extends BaseTransform {
        @Override
        public ConfigDef config() {
            return null;
        }
    }

    /** A transform with a key that is called like the framework's. */
    static final class OwnType extends BaseTransform {
        @Override
        public ConfigDef config() {
            return new ConfigDef()
                    .define("type", ConfigDef.Type.INT, 1, ConfigDef.Importance.LOW, "own")
                    .define("plugin.version", ConfigDef.Type.INT, 1, ConfigDef.Importance.LOW, "own")
                    .define("negate", ConfigDef.Type.CLASS, String.class, ConfigDef.Importance.LOW, "own");
        }
    }

    /** What all transforms here have in common. */
    abstract static class BaseTransform implements Transformation<SinkRecord> {
        @Override
        public SinkRecord apply(SinkRecord record) {
            return record;
        }

        @Override
        public void configure(Map<String, ?> configs) {}

        @Override
        public void close() {}
    }

    /** What all connectors here have in common. */
    abstract static class Base extends SourceConnector {
        @Override
        public void start(Map<String, String> config) {}

        @Override
        public Class<? extends Task> taskClass() {
            return SourceTask.class;
        }

        @Override
        public List<Map<String, String>> taskConfigs(int maxTasks) {
            return List.of();
        }

        @Override
        public void stop() {}

        @Override
        public ConfigDef config() {
            return new ConfigDef();
        }

        @Override
        public String version() {
            return "1.0";
        }
    }
}
