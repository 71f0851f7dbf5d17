package io.penstock.console.gogo.command;

import io.penstock.console.gogo.access.Invocation;
import picocli.CommandLine.Command;

/** {@code dump}: the worker's live tree, for support. */
@Command(
        description =
                "Print the live tree of the worker for support: threads, connectors, tasks, leases, stores. No secrets.")
public final class DumpCommand extends ConnectCommand {

    @Override
    public void run(Invocation invocation) {
        invocation.output().block(invocation.access().worker().dump());
    }
}
