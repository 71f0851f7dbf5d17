package io.penstock.launcher.cli;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the command line. Options are written {@code --name value} or {@code --name=value}, in any order; {@code --} ends them. */
public final class CommandParser {
    private CommandParser() {}

    /** Without any word the answer is HELP. */
    public static CommandLine parse(List<String> arguments) throws LaunchException {
        if (arguments.isEmpty()) {
            return new CommandLine(Command.HELP, Map.of(), List.of());
        }
        String first = arguments.get(0);
        Command command = Command.of(first).orElseThrow(() -> usage("Unknown command " + first));
        List<String> rest = arguments.subList(1, arguments.size());
        if (rest.contains("--help") || rest.contains("-h")) {
            boolean ours = command != Command.SHELL || List.of("--help", "-h").contains(rest.get(0));
            if (ours) {
                return new CommandLine(Command.HELP, Map.of(), List.of());
            }
        }
        return options(command, rest);
    }

    private static CommandLine options(Command command, List<String> rest) throws LaunchException {
        Map<Option, String> options = new EnumMap<>(Option.class);
        List<String> words = new ArrayList<>();
        Iterator<String> arguments = rest.iterator();
        boolean optionsEnded = false;
        while (arguments.hasNext()) {
            String argument = arguments.next();
            if (optionsEnded || !argument.startsWith("-") || argument.equals("-")) {
                words.add(argument);
                // A shell command has options of its own.
                optionsEnded = optionsEnded || command == Command.SHELL;
            } else if (argument.equals("--")) {
                optionsEnded = true;
            } else {
                option(command, argument, arguments, options);
            }
        }
        if (!words.isEmpty() && command != Command.START && command != Command.SHELL) {
            throw usage(name(command) + " takes no argument, but got " + words.get(0));
        }
        return new CommandLine(command, options, words);
    }

    private static void option(
            Command command, String argument, Iterator<String> following, Map<Option, String> options)
            throws LaunchException {
        int equals = argument.indexOf('=');
        String word = equals < 0 ? argument : argument.substring(0, equals);
        Option option = Option.of(command, word).orElseThrow(() -> usage(name(command) + " has no option " + word));
        String value = equals < 0 ? "" : argument.substring(equals + 1);
        if (!option.takesValue() && equals >= 0) {
            throw usage(word + " takes no value, but got " + value);
        }
        if (option.takesValue() && equals < 0) {
            value = following.hasNext() ? following.next() : "";
        }
        if (option.takesValue() && value.isEmpty()) {
            throw usage(word + " needs a value: " + word + " " + option.argument());
        }
        if (options.put(option, value) != null) {
            throw usage(word + " is given twice");
        }
        if (option == Option.COUNT && !value.matches("[1-9][0-9]{0,11}")) {
            throw usage("--count " + value + " is not a number of records; use 1 to 999999999999");
        }
    }

    private static String name(Command command) {
        return "penstock " + command.name().toLowerCase(Locale.ROOT);
    }

    private static LaunchException usage(String message) {
        return new LaunchException(ExitCode.USAGE, message, "See: penstock help");
    }
}
