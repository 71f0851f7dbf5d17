package io.penstock.launcher.cli;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param command what to do
 * @param options the options given, with their values; a flag has the value ""
 * @param words what is left: connector files for start, a command for shell
 */
public record CommandLine(Command command, Map<Option, String> options, List<String> words) {
    public CommandLine {
        options = options.isEmpty() ? Map.of() : new EnumMap<>(options);
        words = List.copyOf(words);
    }

    public boolean has(Option option) {
        return options.containsKey(option);
    }

    public Optional<String> value(Option option) {
        return Optional.ofNullable(options.get(option));
    }

    /** The option's value as an absolute path, seen from the current directory. */
    public Optional<Path> path(Option option) {
        return value(option).map(value -> Path.of(value).toAbsolutePath().normalize());
    }
}
