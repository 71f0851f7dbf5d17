package io.penstock.broker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@link BrokerMain}.
 *
 * @param data where the broker keeps everything, its log included
 * @param port port of the clients' listener; 0 takes a free one
 * @param controllerPort port of the controller's listener; 0 takes a free one
 * @param properties broker properties that win over the defaults
 */
record BrokerArguments(Path data, int port, int controllerPort, Map<String, String> properties) {
    static final String USAGE =
            "usage: BrokerMain --data DIR [--port N] [--controller-port N] [--property KEY=VALUE]...";

    BrokerArguments {
        properties = Map.copyOf(properties);
    }

    /** Throws IllegalArgumentException that names the argument at fault. */
    static BrokerArguments parse(List<String> arguments) {
        Path data = null;
        int port = 0;
        int controllerPort = 0;
        Map<String, String> properties = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            String value = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            switch (option) {
                case "--data" -> data = path(option, required(option, value));
                case "--port" -> port = port(option, required(option, value));
                case "--controller-port" -> controllerPort = port(option, required(option, value));
                case "--property" -> property(required(option, value), properties);
                default -> throw new IllegalArgumentException("Unknown argument " + option + "; " + USAGE);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("--data is missing; " + USAGE);
        }
        return new BrokerArguments(data, port, controllerPort, properties);
    }

    /** The inverse of {@link #parse}. */
    List<String> toCommandLine() {
        List<String> line = new ArrayList<>(List.of("--data", data.toString()));
        line.addAll(List.of("--port", Integer.toString(port), "--controller-port", Integer.toString(controllerPort)));
        properties.forEach((key, value) -> line.addAll(List.of("--property", key + "=" + value)));
        return line;
    }

    private static String required(String option, @Nullable String value) {
        if (value == null) {
            throw new IllegalArgumentException(option + " needs a value; " + USAGE);
        }
        return value;
    }

    private static Path path(String option, String value) {
        try {
            return Path.of(value).toAbsolutePath();
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option + " " + value + " is not a path: " + e.getReason(), e);
        }
    }

    private static int port(String option, String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + value + " is not a number", e);
        }
        throw new IllegalArgumentException(option + " " + value + " is not a port; use 0 to 65535");
    }

    private static void property(String value, Map<String, String> properties) {
        int equals = value.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("--property " + value + " is not KEY=VALUE");
        }
        properties.put(value.substring(0, equals), value.substring(equals + 1));
    }
}
