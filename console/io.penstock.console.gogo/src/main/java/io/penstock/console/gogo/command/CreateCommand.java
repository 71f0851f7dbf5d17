package io.penstock.console.gogo.command;

import io.penstock.api.ConnectWorker;
import io.penstock.api.ConnectorInfo;
import io.penstock.console.gogo.access.CommandFailure;
import io.penstock.console.gogo.access.Invocation;
import io.penstock.console.gogo.config.Assignments;
import io.penstock.console.gogo.config.ConnectorFile;
import io.penstock.console.gogo.config.InitialState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code create}: a new connector from a file, from settings, or from both. */
@Command(
        description = "Create a connector from a file, from settings, or from a file with settings on top.",
        customSynopsis = {
            "create [-h] [--initial-state=STATE] [--timeout=SECONDS] FILE",
            "       create [-h] [--initial-state=STATE] [--timeout=SECONDS] NAME",
            "              [--file=FILE] [KEY=VALUE...]"
        },
        footer = {
            "",
            "A file is a .properties file, or a .json file: an object of settings, or one",
            "with name, config and initial_state. Relative names are relative to the",
            "session's directory. A setting with blanks, quotes, brackets or $ is put between",
            "single quotes:",
            "  create orders connector.class=FileStreamSource file=in.txt topic=orders \\",
            "    transforms=t 'transforms.t.type=org.example.Mask$Value'"
        })
public final class CreateCommand extends WritingCommand {

    @Parameters(
            index = "0",
            paramLabel = FILE_OR_NAME,
            description = "A file with the connector's name and settings, or the name of the new connector.")
    private String target = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = SETTING, description = "Settings.")
    private List<String> settings = List.of();

    @Option(names = "--file", paramLabel = FILE, description = "A file with settings; those given as words win.")
    private @Nullable String file;

    @Option(
            names = "--initial-state",
            paramLabel = "STATE",
            description = "What it begins as: ${COMPLETION-CANDIDATES} (default: RUNNING).")
    private @Nullable InitialState initialState;

    @Override
    public void run(Invocation invocation) {
        ConnectorFile wanted = file == null && settings.isEmpty() ? fromFile(invocation) : named(invocation);
        InitialState state = initialState != null ? initialState : wanted.initialState();
        String name = String.valueOf(wanted.name());
        ConnectWorker worker = invocation.access().worker();
        ConnectorInfo created = await(
                worker.create(name, wanted.config(), state == null ? null : state.target()), "creation of " + name);
        String how = state == null || state == InitialState.RUNNING ? "" : ", " + state;
        invocation
                .output()
                .line("Created connector " + created.name() + " (" + created.type() + how + "). 'status "
                        + created.name() + "' shows how it does.");
    }

    private ConnectorFile fromFile(Invocation invocation) {
        Path path = invocation.directory().resolve(target);
        if (!ConnectorFile.hasKnownEnding(target) && !Files.exists(path)) {
            throw CommandFailure.usage("'" + target + "' is not a file (" + path
                    + "), and a connector of that name needs settings: create " + target
                    + " connector.class=CLASS KEY=VALUE...");
        }
        ConnectorFile content = ConnectorFile.read(path);
        if (content.name() == null || content.name().isBlank()) {
            throw CommandFailure.usage(path + ": has no 'name'. Add it, or give it: create NAME --file " + target);
        }
        return content;
    }

    private ConnectorFile named(Invocation invocation) {
        Map<String, @Nullable String> config = new HashMap<>();
        InitialState state = null;
        if (file != null) {
            ConnectorFile content = ConnectorFile.read(invocation.directory().resolve(file));
            config.putAll(content.config());
            state = content.initialState();
        }
        config.putAll(Assignments.settings(settings));
        config.put("name", target);
        return new ConnectorFile(target, config, state);
    }
}
