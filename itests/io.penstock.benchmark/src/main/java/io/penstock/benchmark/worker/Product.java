package io.penstock.benchmark.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** One of the two workers that are compared. */
interface Product {

    /** A short name for tables and files. */
    String name();

    /** The command line that starts it. Files of the run go into the directory; the worker file has no paths yet. */
    List<String> command(Path directory, Properties workerFile);
}
