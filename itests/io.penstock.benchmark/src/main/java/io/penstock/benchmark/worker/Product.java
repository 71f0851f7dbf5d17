package io.penstock.benchmark.worker;

import java.nio.file.Path;
import java.util.List;

/** One of the two workers that are compared. */
interface Product {

    /** A short name for tables and files. */
    String name();

    /** Puts the files of a run into the directory, and returns the command line that starts the worker. */
    List<String> command(Path directory, String bootstrapServers, int port);
}
