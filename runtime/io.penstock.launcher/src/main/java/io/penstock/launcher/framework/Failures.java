package io.penstock.launcher.framework;

import java.util.LinkedHashSet;
import java.util.Set;
import org.osgi.framework.Bundle;

/** Says in a line what went wrong. */
final class Failures {
    private static final int MAX_CAUSES = 8;

    private Failures() {}

    /** The messages of the exception and its causes, each once; the last with its type, for it is the one that matters. */
    static String describe(Throwable failure) {
        Set<String> messages = new LinkedHashSet<>();
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            Throwable next = cause.getCause();
            String message =
                    cause.getMessage() == null ? "" : cause.getMessage().strip();
            if (next == null || next == cause) {
                String type = cause.getClass().getSimpleName();
                messages.add(message.isEmpty() ? type : type + ": " + message);
                break;
            }
            if (!message.isEmpty() && !message.equals(next.toString())) {
                messages.add(message);
            }
            cause = next;
        }
        return String.join(": ", messages);
    }

    static String describe(Bundle bundle, Throwable failure) {
        return "Bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " ("
                + bundle.getLocation().replaceFirst("^reference:file:", "") + ") did not start: " + describe(failure);
    }
}
