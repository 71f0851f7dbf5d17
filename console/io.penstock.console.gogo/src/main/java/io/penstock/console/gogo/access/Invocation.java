package io.penstock.console.gogo.access;

import io.penstock.console.gogo.text.Output;
import java.nio.file.Path;

/**
 * What one call of a command works with.
 *
 * @param output where its text goes
 * @param directory what relative file names are relative to
 * @param access the way to the worker
 * @param user who calls it
 */
public record Invocation(Output output, Path directory, WorkerAccess access, String user) {}
