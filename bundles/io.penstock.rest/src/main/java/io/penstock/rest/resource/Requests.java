package io.penstock.rest.resource;

import io.penstock.api.ErrorCode;
import io.penstock.api.TargetState;
import io.penstock.api.WorkerException;
import io.penstock.rest.model.CreateConnectorRequest;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is checked about a body before the worker sees it. Everything that fails here is a 400. */
final class Requests {

    private static final String NAME = "name";
    private static final String CONNECTOR_CLASS = "connector.class";

    private Requests() {}

    static CreateConnectorRequest creation(@Nullable CreateConnectorRequest body) {
        if (body == null) {
            throw noBody("\"name\" and \"config\"");
        }
        return body;
    }

    static Map<String, @Nullable String> config(@Nullable CreateConnectorRequest body) {
        Map<String, @Nullable String> config = creation(body).config();
        if (config == null) {
            throw ErrorCode.BAD_REQUEST.of(
                    "/config: found nothing, expected an object with the configuration of the connector");
        }
        return config;
    }

    static Map<String, @Nullable String> config(@Nullable Map<String, @Nullable String> body) {
        if (body == null) {
            throw noBody("the configuration of the connector");
        }
        return body;
    }

    /** Adds the name that a configuration must have (Apache: {@code checkAndPutConnectorConfigName}). */
    static Map<String, @Nullable String> named(String connector, Map<String, @Nullable String> config) {
        String name = config.get(NAME);
        if (name == null) {
            config.put(NAME, connector);
        } else if (!name.equals(connector)) {
            throw ErrorCode.BAD_REQUEST.of("Connector name configuration (" + name
                    + ") doesn't match connector name in the URL (" + connector + ")");
        }
        return config;
    }

    /** KIP-980's words for target states; null when the client leaves it to the worker. */
    static @Nullable TargetState initialState(@Nullable String state) {
        if (state == null) {
            return null;
        }
        return switch (state.toUpperCase(Locale.ROOT)) {
            case "RUNNING" -> TargetState.STARTED;
            case "PAUSED" -> TargetState.PAUSED;
            case "STOPPED" -> TargetState.STOPPED;
            default ->
                throw ErrorCode.BAD_REQUEST.of(
                        "/initial_state: found \"" + state + "\", expected one of RUNNING, PAUSED, STOPPED");
        };
    }

    /** The class to validate for, which must be the one that the path names. */
    static void checkPlugin(String plugin, Map<String, @Nullable String> config) {
        String type = config.get(CONNECTOR_CLASS);
        if (type == null) {
            throw ErrorCode.BAD_REQUEST.of("/connector.class: found nothing, expected the class name or alias of a"
                    + " connector, such as \"" + plugin + "\": the connector config contains no connector type");
        }
        if (!withoutSuffix(type).endsWith(withoutSuffix(plugin))) {
            throw ErrorCode.BAD_REQUEST.of(
                    "Included connector type " + type + " does not match request type " + plugin);
        }
    }

    private static String withoutSuffix(String type) {
        String suffix = "Connector";
        return type.endsWith(suffix) && type.length() > suffix.length()
                ? type.substring(0, type.length() - suffix.length())
                : type;
    }

    private static WorkerException noBody(String expected) {
        return ErrorCode.BAD_REQUEST.of("The body: found nothing, expected an object with " + expected);
    }
}
