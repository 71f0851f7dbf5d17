package io.penstock.console.gogo.complete;

import io.penstock.console.gogo.Commands;
import io.penstock.console.gogo.access.WorkerAccess;
import io.penstock.console.gogo.command.ConnectCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jline.reader.Candidate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Options and arguments of our commands, told from the very definitions that parse them. */
final class Arguments {

    private final Values values;
    private final Settings settings;

    Arguments(WorkerAccess access) {
        this.values = new Values(access);
        this.settings = new Settings(values);
    }

    /**
     * What a word may become.
     *
     * @param command the command
     * @param before the words between the command and this one
     * @param word the word up to the cursor
     * @param directory what relative file names are relative to
     */
    List<Candidate> complete(Commands command, List<String> before, String word, Path directory) {
        CommandSpec spec = command.spec();
        List<String> positionals = new ArrayList<>();
        OptionSpec pending = null;
        for (String each : before) {
            if (pending != null) {
                pending = null;
            } else if (each.startsWith("-") && each.length() > 1) {
                pending = takesNextWord(spec, each);
            } else {
                positionals.add(each);
            }
        }
        if (pending != null) {
            return argument(pending, positionals, "", word, directory);
        }
        if (word.startsWith("-")) {
            int equals = word.indexOf('=');
            OptionSpec option = equals < 0 ? null : spec.findOption(word.substring(0, equals));
            return option == null
                    ? options(spec, before)
                    : argument(
                            option, positionals, word.substring(0, equals + 1), word.substring(equals + 1), directory);
        }
        return spec.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(positionals.size()))
                .findFirst()
                .map(parameter -> positional(parameter, positionals, word, directory))
                .orElse(List.of());
    }

    private static @Nullable OptionSpec takesNextWord(CommandSpec spec, String word) {
        OptionSpec option = word.contains("=") ? null : spec.findOption(word);
        return option != null && option.arity().max() > 0 ? option : null;
    }

    private static List<Candidate> options(CommandSpec spec, List<String> before) {
        return spec.options().stream()
                .filter(option -> before.stream()
                        .noneMatch(word -> List.of(option.names()).contains(word.split("=", 2)[0])))
                .map(option -> option.arity().max() > 0
                        ? Candidates.beginning(option.longestName() + "=", description(option))
                        : Candidates.word(option.longestName(), description(option)))
                .toList();
    }

    private static String description(OptionSpec option) {
        return Stream.of(option.description()).findFirst().orElse("");
    }

    private List<Candidate> positional(
            PositionalParamSpec parameter, List<String> positionals, String word, Path directory) {
        String first = positionals.isEmpty() ? "" : positionals.get(0);
        List<String> others = positionals.isEmpty() ? List.of() : positionals.subList(1, positionals.size());
        return switch (parameter.paramLabel()) {
            case ConnectCommand.SETTING -> settings.complete(Map.of(), others, word, false);
            case ConnectCommand.CHANGE -> settings.complete(values.config(first), others, word, true);
            default -> argument(parameter, positionals, "", word, directory);
        };
    }

    private List<Candidate> argument(
            ArgSpec argument, List<String> positionals, String prefix, String word, Path directory) {
        return switch (argument.paramLabel()) {
            case ConnectCommand.NAME ->
                values.connectors().stream()
                        .filter(candidate -> !positionals.contains(candidate.value()))
                        .toList();
            case ConnectCommand.NAME_OR_TASK -> values.connectorsAndTasks();
            case ConnectCommand.FILE, ConnectCommand.FILE_OR_NAME ->
                FileNames.of(directory, word).stream()
                        .map(file -> file.complete()
                                ? Candidates.value(prefix, file.value(), null)
                                : Candidates.beginning(prefix + file.value(), null))
                        .toList();
            case ConnectCommand.COMMAND ->
                Stream.of(Commands.values())
                        .map(command -> Candidates.word(command.commandName(), command.description()))
                        .toList();
            default -> constants(argument, prefix);
        };
    }

    private static List<Candidate> constants(ArgSpec argument, String prefix) {
        Iterable<String> names = argument.completionCandidates();
        return names == null
                ? List.of()
                : StreamSupport.stream(names.spliterator(), false)
                        .map(name -> Candidates.value(prefix, name.toLowerCase(Locale.ROOT), null))
                        .toList();
    }
}
