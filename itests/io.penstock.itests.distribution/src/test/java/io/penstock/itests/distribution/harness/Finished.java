package io.penstock.itests.distribution.harness;

import java.util.List;

/**
 * A process that ran to its end.
 *
 * @param exitCode what it ended with
 * @param output what it printed, errors included
 */
public record Finished(int exitCode, String output) {

    public List<String> lines() {
        return output.lines().toList();
    }
}
