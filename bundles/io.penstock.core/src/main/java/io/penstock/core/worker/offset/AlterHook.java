package io.penstock.core.worker.offset;

import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import io.penstock.core.plugin.Plugins;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Asks a connector whether its offsets may be changed, through an instance made for that (KIP-875). Runs its code on the
 * calling thread: never on the control loop, and with a deadline (I3).
 */
final class AlterHook {

    private static final Logger LOG = LoggerFactory.getLogger(AlterHook.class);

    private final Plugins plugins;

    AlterHook(Plugins plugins) {
        this.plugins = plugins;
    }

    /** The connector's code. */
    private interface Code<C> {
        Boolean alter(C connector, Map<String, String> config);
    }

    /**
     * Asks a source connector, which may change the map.
     *
     * @return whether it knows of no offsets elsewhere that the user has to change by hand
     * @throws WorkerException BAD_REQUEST when it refuses, PLUGIN_FAILED when it throws anything else
     */
    boolean source(Subject subject, Map<Map<String, ?>, @Nullable Map<String, ?>> offsets) {
        return ask(subject, SourceConnector.class, (connector, config) -> connector.alterOffsets(config, offsets));
    }

    /** Asks a sink connector, as {@link #source}. */
    boolean sink(Subject subject, Map<TopicPartition, @Nullable Long> offsets) {
        return ask(subject, SinkConnector.class, (connector, config) -> connector.alterOffsets(config, offsets));
    }

    private <C extends Connector> boolean ask(Subject subject, Class<C> as, Code<C> code) {
        Plugin plugin = subject.present();
        try (MDC.MDCCloseable context = MDC.putCloseable("connector.context", "[" + subject.name() + "|worker] ");
                Lease<Connector> lease = plugins.lease(plugin, Connector.class);
                PluginScope scope = PluginScope.enter(plugin.loader())) {
            return code.alter(
                    as.cast(lease.instance()), new HashMap<>(subject.config().values()));
        } catch (WorkerException e) {
            throw e;
        } catch (UnsupportedOperationException e) {
            throw ErrorCode.BAD_REQUEST.of(
                    "Failed to modify offsets for connector " + subject.name()
                            + " because it doesn't support external modification of offsets",
                    e);
        } catch (ConnectException e) {
            LOG.debug("Connector {} refuses its new offsets", subject.name(), e);
            throw ErrorCode.BAD_REQUEST.of(subject.config().hide(String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            LOG.error("Connector {} failed in alterOffsets()", subject.name(), e);
            throw ErrorCode.PLUGIN_FAILED.of("Failed to modify offsets for " + kind(subject) + " connector "
                    + subject.name() + ": " + subject.config().hide(e.toString()));
        }
    }

    private static String kind(Subject subject) {
        return subject.type() == ConnectorType.SINK ? "sink" : "source";
    }
}
