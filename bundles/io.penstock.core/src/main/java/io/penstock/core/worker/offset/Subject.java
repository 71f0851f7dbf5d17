package io.penstock.core.worker.offset;

import io.penstock.api.ConnectorInfo;
import io.penstock.api.ConnectorType;
import io.penstock.api.ErrorCode;
import io.penstock.core.config.connector.PluginNeeds;
import io.penstock.core.config.variables.ResolvedConfig;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginView;
import io.penstock.core.plugin.Resolution;
import io.penstock.core.worker.run.ConnectorConfigs;
import io.penstock.core.worker.run.Reconciler;

/**
 * The connector whose offsets a request is about. Holds secrets (I6).
 *
 * @param name its name
 * @param type source or sink
 * @param config its configuration, resolved
 * @param plugin its plugin, or why that is not there
 */
public record Subject(String name, ConnectorType type, ResolvedConfig config, Resolution plugin) {

    /**
     * Resolves its variables, which runs the code of config providers.
     *
     * @throws io.penstock.api.WorkerException CONFLICT when nobody knows whether it is a source or a sink
     */
    public static Subject of(ConnectorInfo info, ConnectorConfigs reader, PluginView catalog) {
        ResolvedConfig config = reader.resolve(info.config());
        Resolution plugin = PluginNeeds.connector(config.values(), catalog);
        ConnectorType type = plugin instanceof Resolution.Found found ? Reconciler.type(found.plugin()) : info.type();
        Subject subject = new Subject(info.name(), type, config, plugin);
        if (type == ConnectorType.UNKNOWN) {
            subject.present("anybody to know whether it is a source or a sink");
        }
        return subject;
    }

    /** Whether it is a sink. */
    public boolean sink() {
        return type == ConnectorType.SINK;
    }

    /** Its plugin. Fails with CONFLICT when it is not there. */
    Plugin present() {
        return present("its offsets to be read or changed");
    }

    /**
     * Its plugin. Fails with CONFLICT when it is not there.
     *
     * @param what it is needed for, for the message
     */
    public Plugin present(String what) {
        if (plugin instanceof Resolution.Found found) {
            return found.plugin();
        }
        throw ErrorCode.CONFLICT.of("The plugin of connector " + name + " has to be there for " + what + ": "
                + config.hide(((Resolution.Missing) plugin).reason()));
    }
}
