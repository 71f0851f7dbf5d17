package io.penstock.launcher.start;

import io.penstock.launcher.home.Layout;
import io.penstock.launcher.home.WorkerFile;
import java.nio.file.Path;
import java.util.List;

/**
 * What a worker is started with.
 *
 * @param layout where its files are
 * @param worker its configuration
 * @param connectorFiles connectors to create once it is up; absolute paths
 * @param consoleLog whether log lines go to standard output as well
 */
public record WorkerSettings(Layout layout, WorkerFile worker, List<Path> connectorFiles, boolean consoleLog) {
    public WorkerSettings {
        connectorFiles = List.copyOf(connectorFiles);
    }
}
