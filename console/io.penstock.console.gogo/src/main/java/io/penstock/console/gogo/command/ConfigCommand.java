package io.penstock.console.gogo.command;

import io.penstock.api.Change;
import io.penstock.api.ConnectWorker;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.config.Assignments;
import io.penstock.console.gogo.config.ConnectorFile;
import io.penstock.console.gogo.config.PropertiesText;
import io.penstock.console.gogo.text.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code config}: shows, changes or replaces a connector's configuration. */
@Command(
        description = "Show a connector's configuration, change some of its keys, or replace it by a file's.",
        footer = {
            "",
            "Without changes it is shown as lines of a .properties file, variables not resolved.",
            "  config orders tasks.max=4 errors.tolerance-    sets one key and removes another",
            "  config orders --file orders.json               replaces all of it"
        })
public final class ConfigCommand extends WritingCommand {

    @Parameters(index = "0", paramLabel = NAME, description = "The connector.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = CHANGE,
            description = "Keys to set, keys to remove; the others stay as they are.")
    private List<String> changes = List.of();

    @Option(names = "--file", paramLabel = FILE, description = "Replace the whole configuration by this file's.")
    private @Nullable String file;

    @Option(names = "--json", description = "Show it as a JSON object.")
    private boolean json;

    @Override
    public void run(Invocation invocation) {
        ConnectWorker worker = invocation.access().worker();
        if (file != null) {
            if (!changes.isEmpty()) {
                throw CommandFailure.usage("--file replaces the whole configuration; it goes without " + changes);
            }
            replace(worker, ConnectorFile.read(invocation.directory().resolve(file)), invocation);
        } else if (!changes.isEmpty()) {
            change(worker, Assignments.changes(changes), invocation);
        } else {
            show(worker, invocation);
        }
    }

    private void show(ConnectWorker worker, Invocation invocation) {
        Map<String, String> config = worker.connector(name).config();
        if (json) {
            Json.print(invocation.output(), new TreeMap<>(config));
        } else {
            invocation.output().block(PropertiesText.of(config));
        }
    }

    /** The message names keys only: a value may be a password. */
    private void change(ConnectWorker worker, Map<String, @Nullable String> keys, Invocation invocation) {
        await(worker.patch(name, keys), "change of " + name);
        List<String> done = new ArrayList<>();
        keys.forEach((key, value) -> done.add((value == null ? "removed " : "set ") + key));
        invocation.output().line("Connector " + name + ": " + String.join(", ", done) + ".");
    }

    private void replace(ConnectWorker worker, ConnectorFile content, Invocation invocation) {
        worker.connector(name); // refuses a name that is not there: put would create it
        if (content.name() != null && !content.name().equals(name)) {
            throw CommandFailure.usage("The file is that of connector " + content.name() + ", not of " + name);
        }
        Map<String, @Nullable String> config = new HashMap<>(content.config());
        config.put("name", name);
        Map<String, String> before = worker.connector(name).config();
        Change change = await(worker.put(name, config), "change of " + name);
        invocation
                .output()
                .line(
                        change.info().config().equals(before)
                                ? "Connector " + name + " has this configuration already; nothing was changed."
                                : "Connector " + name + ": configuration replaced.");
    }
}
