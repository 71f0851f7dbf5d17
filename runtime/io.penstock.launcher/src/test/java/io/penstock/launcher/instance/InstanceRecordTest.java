package io.penstock.launcher.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceRecordTest {
    @TempDir
    private Path run;

    private final InstanceRecord self = new InstanceRecord(
            ProcessIdentity.current(),
            InstanceState.RUNNING,
            "1.0",
            "standalone",
            List.of("http://a:1/", "https://b:2/"),
            35_000);

    @Test
    void isFoundWhileTheProcessRuns() throws Exception {
        self.write(run);

        assertThat(InstanceRecord.findRunning(run)).hasValue(self);
        assertThat(run.resolve("penstock.pid"))
                .hasContent(Long.toString(ProcessHandle.current().pid()));

        InstanceRecord.delete(run);

        assertThat(InstanceRecord.findRunning(run)).isEmpty();
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void isNotFoundWhenThePidIsAnotherProcessNow() throws Exception {
        ProcessIdentity earlier = new ProcessIdentity(
                self.process().pid(), self.process().started().minus(Duration.ofMinutes(1)));
        new InstanceRecord(earlier, InstanceState.RUNNING, "1.0", "standalone", List.of(), 1).write(run);

        assertThat(InstanceRecord.findRunning(run)).isEmpty();
    }

    @Test
    void isNotFoundWhenTheProcessIsGone() throws Exception {
        Process process = new ProcessBuilder("true").start();
        ProcessIdentity gone = new ProcessIdentity(process.pid(), self.process().started());
        process.waitFor();
        new InstanceRecord(gone, InstanceState.RUNNING, "1.0", "standalone", List.of(), 1).write(run);

        assertThat(InstanceRecord.findRunning(run)).isEmpty();
    }

    @Test
    void saysWhichFileIsDamaged() throws Exception {
        Files.writeString(run.resolve("penstock.properties"), "pid=12");

        assertThatThrownBy(() -> InstanceRecord.findRunning(run))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("penstock.properties is damaged");
    }
}
