package io.penstock.launcher.start;

import java.io.PrintStream;

/**
 * Where the program talks to a person.
 *
 * @param out what was asked for
 * @param err what went wrong
 */
public record Output(PrintStream out, PrintStream err) {
    public void line(String text) {
        out.println(text);
    }

    public void warn(String text) {
        err.println("penstock: " + text);
    }
}
