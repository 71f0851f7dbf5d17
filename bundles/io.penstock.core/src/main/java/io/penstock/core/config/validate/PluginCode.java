package io.penstock.core.config.validate;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginScope;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls plugins in their scope (I4) and turns whatever they throw, errors included, into one kind of exception. */
final class PluginCode {

    private PluginCode() {}

    /**
     * Calls a method of a plugin.
     *
     * @throws WorkerException PLUGIN_FAILED naming plugin, method and cause
     */
    static <T extends @Nullable Object> T call(Plugin plugin, String method, Supplier<T> code) {
        try (PluginScope scope = PluginScope.enter(plugin.loader())) {
            return code.get();
        } catch (WorkerException e) {
            // Already says what failed.
            throw e;
        } catch (Throwable e) {
            throw failed(plugin, method, e);
        }
    }

    static WorkerException failed(Plugin plugin, String method, Throwable cause) {
        return ErrorCode.PLUGIN_FAILED.of(describe(plugin) + " failed in " + method + ": " + cause, cause);
    }

    /** The plugin as messages name it. */
    static String describe(Plugin plugin) {
        return "Plugin " + plugin.className() + " " + plugin.version() + " (" + plugin.bundle() + ")";
    }
}
