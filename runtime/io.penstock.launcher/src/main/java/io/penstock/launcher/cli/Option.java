package io.penstock.launcher.cli;

import java.util.Optional;

/** An option, and the word that follows it. */
public enum Option {
    CONFIG("--config", "FILE"),
    DEPLOY("--deploy", "DIR"),
    DATA("--data", "DIR"),
    DAEMON("--daemon", ""),
    COUNT("--count", "N");

    private final String word;
    private final String argument;

    Option(String word, String argument) {
        this.word = word;
        this.argument = argument;
    }

    /** As it is written. */
    public String word() {
        return word;
    }

    boolean takesValue() {
        return !argument.isEmpty();
    }

    /** What its value is called in the help text. */
    String argument() {
        return argument;
    }

    private boolean isOf(Command command) {
        return switch (this) {
            case CONFIG, DEPLOY, DAEMON -> command == Command.START;
            case DATA ->
                switch (command) {
                    case START, STOP, STATUS, SHELL -> true;
                    case DEMO, HELP, VERSION -> false;
                };
            case COUNT -> command == Command.DEMO;
        };
    }

    static Optional<Option> of(Command command, String word) {
        for (Option option : values()) {
            if (option.word.equals(word) && option.isOf(command)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
