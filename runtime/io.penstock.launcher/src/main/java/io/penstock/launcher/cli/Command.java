package io.penstock.launcher.cli;

import java.util.Locale;
import java.util.Optional;

/** The first word of the command line. */
public enum Command {
    START,
    STOP,
    STATUS,
    SHELL,
    DEMO,
    HELP,
    VERSION;

    static Optional<Command> of(String word) {
        return switch (word) {
            case "help", "--help", "-h" -> Optional.of(HELP);
            case "version", "--version", "-V" -> Optional.of(VERSION);
            case "start", "stop", "status", "shell", "demo" -> Optional.of(valueOf(word.toUpperCase(Locale.ROOT)));
            default -> Optional.empty();
        };
    }
}
