package io.penstock.core.worker.plan;

import static io.penstock.api.TargetState.PAUSED;
import static io.penstock.api.TargetState.STARTED;
import static io.penstock.api.TargetState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.TargetState;
import io.penstock.api.TaskId;
import io.penstock.api.plugin.PluginType;
import io.penstock.core.plugin.Plugin;
import io.penstock.core.plugin.PluginIndex;
import io.penstock.core.store.StoredConnector;
import io.penstock.core.worker.plan.Running.Phase;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The plan as a table: what is desired, there, and running on the left, what is done on the right. */
class PlannerTest {

    private static final Map<String, String> CONFIG = Map.of("name", "c", "v", "1");
    private static final Map<String, String> OTHER = Map.of("name", "c", "v", "2");

    private record Fake(String className) implements Plugin {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public Set<PluginType> types() {
            return Set.of(PluginType.SOURCE);
        }

        @Override
        public ClassLoader loader() {
            return Fake.class.getClassLoader();
        }

        @Override
        public String bundle() {
            return "b/1";
        }

        @Override
        public long bundleId() {
            return 1;
        }

        @Override
        public int leases() {
            return 0;
        }
    }

    private static final Plugin CONNECTOR = new Fake("x.Connector");
    private static final Plugin CONVERTER = new Fake("x.Converter");
    private static final Available.Part THERE =
            new Available.Part.There(Map.of("connector", CONNECTOR, "converter.key", CONVERTER));

    /** Builds one row. */
    private static final class Row {
        private StoredConnector desired = stored(STARTED, 2, CONFIG);
        private Available available = new Available(THERE, THERE);
        private Collection<Plugin> catalog = List.of(CONNECTOR, CONVERTER);
        private Running.Resolution resolution = new Running.Resolution(CONFIG, false, null);
        private Running.Instance instance = instance(Phase.ACTIVE, CONFIG, STARTED, null);
        private Running.Generation generation = new Running.Generation(false, false, null);
        private final TreeMap<Integer, Running.Task> tasks = new TreeMap<>();
        private Assignment assignment = Assignment.EVERYTHING;

        static StoredConnector stored(TargetState target, int tasks, Map<String, String> applied) {
            List<Map<String, String>> configs = IntStream.range(0, tasks)
                    .mapToObj(i -> Map.of("task", "" + i))
                    .toList();
            return new StoredConnector(CONFIG, target, configs, applied);
        }

        static Running.Instance instance(Phase phase, Map<String, String> config, TargetState target, String restart) {
            return new Running.Instance(phase, config, CONNECTOR, target, restart, null);
        }

        Row task(int number, Phase phase, TargetState target, String restart) {
            tasks.put(
                    number,
                    new Running.Task(
                            phase,
                            Map.of("task", "" + number),
                            CONFIG,
                            List.of(CONNECTOR, CONVERTER),
                            target,
                            restart,
                            null));
            return this;
        }

        Row twoTasks() {
            return task(0, Phase.ACTIVE, STARTED, null).task(1, Phase.ACTIVE, STARTED, null);
        }

        List<Step> steps() {
            return Planner.plan(
                    "c",
                    desired,
                    assignment,
                    available,
                    new PluginIndex(catalog),
                    new Running(resolution, instance, generation, tasks));
        }

        void gives(String... expected) {
            List<String> got = steps().stream()
                    .map(step ->
                            (step.task() == Step.CONNECTOR ? "connector" : "task " + step.task()) + " " + step.action())
                    .toList();
            assertThat(got).as("%s", steps()).containsExactlyElementsOf(Arrays.asList(expected));
        }

        String reasons() {
            return steps().stream().map(Step::reason).collect(Collectors.joining("\n"));
        }
    }

    @Test
    void leavesAloneWhatIsAsItShouldBe() {
        new Row().twoTasks().gives("connector keep", "task 0 keep", "task 1 keep");
    }

    @Test
    void resolvesBeforeItStarts() {
        Row row = new Row();
        row.instance = null;
        row.resolution = new Running.Resolution(null, false, null);
        row.gives("connector resolve", "connector keep", "task 0 keep", "task 1 keep");
        row.resolution = new Running.Resolution(CONFIG, true, null);
        row.gives("connector keep", "task 0 keep", "task 1 keep");
        row.resolution = new Running.Resolution(CONFIG, false, "no such provider");
        row.gives("connector fail", "task 0 fail", "task 1 fail");
        assertThat(row.reasons()).contains("no such provider");
    }

    @Test
    void startsWhatIsMissing() {
        Row row = new Row();
        row.instance = null;
        row.gives("connector start", "task 0 start", "task 1 start");
    }

    @Test
    void waitsForPluginsAndSaysForWhich() {
        Row row = new Row();
        row.instance = null;
        row.available = new Available(new Available.Part.Missing("no x.Connector"), new Available.Part.Missing("no x"));
        row.gives("connector wait", "task 0 wait", "task 1 wait");
        assertThat(row.reasons()).contains("no x.Connector");
        row.available = new Available(THERE, new Available.Part.Missing("no x.Transform"));
        row.gives("connector start", "task 0 wait", "task 1 wait");
    }

    @Test
    void stopsWhatUsesALeavingPlugin() {
        Row row = new Row().twoTasks();
        row.catalog = List.of(CONNECTOR);
        row.gives("connector keep", "task 0 stop", "task 1 stop");
        assertThat(row.reasons()).contains("x.Converter");
        row.catalog = List.of();
        row.gives("connector stop", "task 0 stop", "task 1 stop");
    }

    @Test
    void followsTheTargetState() {
        Row row = new Row().twoTasks();
        row.desired = Row.stored(PAUSED, 2, CONFIG);
        row.gives("connector pause", "task 0 pause", "task 1 pause");
        row = new Row().task(0, Phase.ACTIVE, PAUSED, null);
        row.instance = Row.instance(Phase.ACTIVE, CONFIG, PAUSED, null);
        row.desired = Row.stored(STARTED, 1, CONFIG);
        row.gives("connector resume", "task 0 resume");
        row = new Row().twoTasks();
        row.desired = Row.stored(STOPPED, 0, Map.of());
        row.gives("connector halt", "task 0 stop", "task 1 stop");
    }

    @Test
    void generatesTasksWhenThereAreNoneOfThisConfiguration() {
        Row row = new Row();
        row.desired = Row.stored(STARTED, 0, Map.of());
        row.gives("connector generate");
        row.generation = new Running.Generation(true, false, null);
        row.gives("connector keep");
        row.generation = new Running.Generation(false, true, "asked again in 250 ms");
        row.gives("connector keep");
        assertThat(row.reasons()).contains("250 ms");
        row.desired = Row.stored(STARTED, 0, CONFIG);
        row.generation = new Running.Generation(false, true, null);
        row.gives("connector generate");
        row.desired = Row.stored(PAUSED, 0, CONFIG);
        row.instance = Row.instance(Phase.ACTIVE, CONFIG, PAUSED, null);
        row.gives("connector keep");
    }

    @Test
    void saysWhatComesOfAFailure() {
        String outlook = "has failed; is restarted at 2026-11-22T20:00:00Z (attempt 2 of 5)";
        Row row = new Row();
        row.instance = new Running.Instance(Phase.FAILED, CONFIG, CONNECTOR, STARTED, null, outlook);
        row.tasks.put(0, failed(0, null, "has failed for good: its configuration is wrong"));
        row.tasks.put(1, failed(1, null, null));
        row.gives("connector keep", "task 0 keep", "task 1 keep");
        assertThat(row.steps())
                .extracting(Step::reason)
                .containsExactly(
                        outlook,
                        "has failed for good: its configuration is wrong",
                        "has failed; its status tells why. Restart it, or change the configuration");

        row.tasks.put(0, failed(0, "its restart policy has it restarted (attempt 2 of 5)", null));
        row.gives("connector keep", "task 0 stop", "task 1 keep");
        assertThat(row.reasons()).contains("attempt 2 of 5");
    }

    private static Running.Task failed(int number, String restart, String outlook) {
        return new Running.Task(
                Phase.FAILED,
                Map.of("task", "" + number),
                CONFIG,
                List.of(CONNECTOR, CONVERTER),
                STARTED,
                restart,
                outlook);
    }

    @Test
    void replacesWhatRunsWithAnOldConfiguration() {
        Row row = new Row().twoTasks();
        row.instance = Row.instance(Phase.ACTIVE, OTHER, STARTED, null);
        row.gives("connector stop", "task 0 keep", "task 1 keep");
        row.resolution = new Running.Resolution(CONFIG, true, null);
        row.gives("connector keep", "task 0 keep", "task 1 keep");

        row = new Row().twoTasks();
        row.desired = new StoredConnector(CONFIG, STARTED, List.of(Map.of("task", "0"), Map.of("task", "new")), CONFIG);
        row.gives("connector keep", "task 0 keep", "task 1 stop");
        row.desired = Row.stored(STARTED, 1, CONFIG);
        row.gives("connector keep", "task 1 stop", "task 0 keep");
    }

    @Test
    void letsOldTasksRunWhileNewOnesAreBeingMade() {
        Row row = new Row();
        row.desired = Row.stored(STARTED, 1, OTHER);
        row.tasks.put(
                0,
                new Running.Task(
                        Phase.ACTIVE, Map.of("task", "0"), OTHER, List.of(CONNECTOR, CONVERTER), STARTED, null, null));
        row.gives("connector generate", "task 0 keep");
        row.tasks.clear();
        row.gives("connector generate", "task 0 keep");
        assertThat(row.reasons()).contains("has not made its configuration");
    }

    @Test
    void keepsTheFailedUntilARestartOrAnotherTarget() {
        Row row = new Row().task(0, Phase.FAILED, STARTED, null).task(1, Phase.ACTIVE, STARTED, null);
        row.instance = Row.instance(Phase.FAILED, CONFIG, STARTED, null);
        row.gives("connector keep", "task 0 keep", "task 1 keep");
        row.task(0, Phase.FAILED, STARTED, "ordered");
        row.instance = Row.instance(Phase.FAILED, CONFIG, STARTED, "ordered");
        row.gives("connector stop", "task 0 stop", "task 1 keep");
        row = new Row();
        row.instance = Row.instance(Phase.FAILED, CONFIG, STARTED, null);
        row.desired = Row.stored(PAUSED, 0, CONFIG);
        row.gives("connector keep");
        row.desired = Row.stored(STOPPED, 0, Map.of());
        row.gives("connector halt");
    }

    @Test
    void waitsForWhatIsStopping() {
        Row row = new Row().task(0, Phase.STOPPING, STARTED, null).task(1, Phase.ACTIVE, STARTED, null);
        row.instance = Row.instance(Phase.STOPPING, CONFIG, STARTED, "ordered");
        row.gives("connector keep", "task 0 keep", "task 1 keep");
    }

    @Test
    void removesTheDeleted() {
        Row row = new Row().task(0, Phase.ACTIVE, STARTED, null).task(1, Phase.STOPPING, STARTED, null);
        row.desired = null;
        row.gives("task 0 stop", "task 1 keep", "connector stop");
        row.tasks.clear();
        row.instance = null;
        row.gives("connector forget");
    }

    @Test
    void touchesNothingThatIsAnothers() {
        Row row = new Row().task(0, Phase.ACTIVE, STARTED, null);
        row.assignment = new Assignment() {
            @Override
            public boolean connector(String name) {
                return false;
            }

            @Override
            public boolean task(TaskId id) {
                return id.task() == 1;
            }
        };
        row.gives("connector stop", "task 0 stop", "task 1 start");
        row.instance = null;
        row.tasks.clear();
        row.gives("task 1 start");
    }
}
