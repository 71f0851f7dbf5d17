package io.penstock.rest.resource;

import io.penstock.api.ErrorCode;
import io.penstock.api.TargetState;
import io.penstock.api.WorkerException;
import io.penstock.rest.model.CreateConnectorRequest;
import io.penstock.rest.model.deadletter.ReplayBody;
import io.penstock.rest.model.offset.OffsetsView;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            throw missing("/config", "an object with the configuration of the connector");
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

    /** The partitions to change, in the order of the request; of two entries for one partition the last counts. */
    static Map<Map<String, ?>, @Nullable Map<String, ?>> offsets(@Nullable OffsetsView body) {
        if (body == null) {
            throw noBody("\"offsets\"");
        }
        List<OffsetsView.@Nullable Entry> entries = body.offsets();
        if (entries == null || entries.isEmpty()) {
            throw ErrorCode.BAD_REQUEST.of("Partitions / offsets need to be provided for an alter offsets request");
        }
        Map<Map<String, ?>, @Nullable Map<String, ?>> offsets = new LinkedHashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            OffsetsView.Entry entry = entries.get(i);
            if (entry == null) {
                throw missing("/offsets/" + i, "an object with \"partition\" and \"offset\"");
            }
            Map<String, ?> partition = entry.partition();
            if (partition == null) {
                throw missing("/offsets/" + i + "/partition", "an object that names the partition");
            }
            offsets.put(partition, entry.offset());
        }
        return offsets;
    }

    /** The level that a logger is to get. */
    static String level(@Nullable Map<String, @Nullable String> body) {
        if (body == null) {
            throw noBody("\"level\"");
        }
        String level = body.get("level");
        if (level == null) {
            throw ErrorCode.BAD_REQUEST.of("Desired 'level' parameter was not specified in request.");
        }
        return level;
    }

    /** A parameter of ours, which has no client that would rely on nonsense being taken for false. */
    static boolean flag(String parameter, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw ErrorCode.BAD_REQUEST.of(
                        "Query parameter " + parameter + ": found \"" + value + "\", expected true or false");
        };
    }

    static ReplayBody replay(@Nullable ReplayBody body) {
        if (body == null) {
            throw noBody("what to replay; {} for all letters");
        }
        return body;
    }

    /**
     * The query parameters of a request of ours: what is misspelt must not be taken for everything.
     *
     * @param names that may be there, besides {@code more}
     * @return a map of one's own
     */
    static Map<String, String> query(UriInfo uri, List<String> names, String... more) {
        Map<String, String> query = new LinkedHashMap<>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (!names.contains(name) && !List.of(more).contains(name)) {
                List<String> all = new ArrayList<>(names);
                all.addAll(List.of(more));
                throw ErrorCode.BAD_REQUEST.of("Unknown query parameter " + name + "; expected "
                        + (all.isEmpty() ? "none" : "one of " + String.join(", ", all)));
            }
            if (values.size() > 1 && !name.equals("ids")) {
                throw ErrorCode.BAD_REQUEST.of(
                        "Query parameter " + name + ": found " + values.size() + " values, expected one");
            }
            query.put(name, String.join(",", values));
        });
        return query;
    }

    private static WorkerException missing(String pointer, String expected) {
        return ErrorCode.BAD_REQUEST.of(pointer + ": found nothing, expected " + expected);
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
