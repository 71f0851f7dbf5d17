package io.penstock.console.gogo.shell;

import org.apache.felix.service.command.CommandSession;

/** What is the same in every session. */
final class Sessions {

    /** Where a name without a scope is looked for: ours first. */
    private static final String SCOPES = "connect:felix:gogo:*";

    private Sessions() {}

    static void prepare(CommandSession session, Handshake handshake) {
        session.put("SCOPE", SCOPES);
        // A setting such as topics.regex=orders.* is a pattern for the connector and not one for files.
        session.put(CommandSession.OPTION_NO_GLOB, true);
        handshake.directory().ifPresent(session::currentDir);
    }
}
