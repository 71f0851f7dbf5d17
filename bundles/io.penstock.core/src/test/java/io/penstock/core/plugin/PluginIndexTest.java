package io.penstock.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.api.plugin.PluginType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PluginIndexTest {

    private static final List<PluginType> CONNECTORS = List.of(PluginType.SOURCE, PluginType.SINK);

    private record Fake(String className, String version, Set<PluginType> types, long bundleId) implements Plugin {

        @Override
        public ClassLoader loader() {
            return Fake.class.getClassLoader();
        }

        @Override
        public String bundle() {
            return "fake/" + bundleId;
        }

        @Override
        public int leases() {
            return 0;
        }
    }

    private static Fake source(String className, String version) {
        return new Fake(className, version, Set.of(PluginType.SOURCE), 1);
    }

    private static Plugin found(PluginIndex index, List<PluginType> types, String name, String version) {
        Resolution resolution = index.resolve(types, name, version);
        assertThat(resolution).isInstanceOf(Resolution.Found.class);
        return ((Resolution.Found) resolution).plugin();
    }

    private static String missing(PluginIndex index, String name, String version) {
        Resolution resolution = index.resolve(CONNECTORS, name, version);
        assertThat(resolution).isInstanceOf(Resolution.Missing.class);
        return ((Resolution.Missing) resolution).reason();
    }

    @Test
    void resolvesClassNameSimpleNameAndNameWithoutSuffix() {
        Fake plugin = source("org.example.OrdersSourceConnector", "1.0");
        PluginIndex index = new PluginIndex(List.of(plugin));

        for (String name : List.of("org.example.OrdersSourceConnector", "OrdersSourceConnector", "OrdersSource")) {
            assertThat(found(index, CONNECTORS, name, null)).isEqualTo(plugin);
        }
        assertThat(missing(index, "Orders", null)).contains("'Orders'", "org.example.OrdersSourceConnector");
    }

    @Test
    void prefersTheNewestVersionThatIsAdmitted() {
        Fake old = source("a.B", "1.9");
        Fake newer = source("a.B", "1.10");
        Fake newest = source("a.B", "2.0-SNAPSHOT");
        Fake unknown = source("a.B", "undefined");
        PluginIndex index = new PluginIndex(List.of(unknown, old, newest, newer));

        assertThat(found(index, CONNECTORS, "B", null)).isEqualTo(newest);
        assertThat(found(index, CONNECTORS, "B", "latest")).isEqualTo(newest);
        assertThat(found(index, CONNECTORS, "B", "1.9")).isEqualTo(old);
        assertThat(found(index, CONNECTORS, "B", "[1.0,1.99]")).isEqualTo(newer);
        assertThat(missing(index, "B", "9.9"))
                .isEqualTo("Plugin a.B not found that matches the version range [9.9,9.9], available versions: "
                        + "[2.0-SNAPSHOT, 1.10, 1.9, undefined]");
        assertThat(missing(index, "B", "[1.0")).contains("[1.0", "neither a Maven version");
    }

    @Test
    void refusesAnAmbiguousAliasButNotTheFullName() {
        Fake one = source("a.Same", "1");
        Fake other = source("b.Same", "1");
        PluginIndex index = new PluginIndex(List.of(one, other));

        assertThat(missing(index, "Same", null)).contains("ambiguous", "a.Same", "b.Same", "full class name");
        assertThat(found(index, CONNECTORS, "b.Same", null)).isEqualTo(other);
        assertThat(index.aliases(one, PluginType.SOURCE)).isEmpty();
    }

    @Test
    void keepsRolesApart() {
        Fake both = new Fake("x.JsonConverter", "1", Set.of(PluginType.CONVERTER, PluginType.HEADER_CONVERTER), 3);
        PluginIndex index = new PluginIndex(List.of(both));

        assertThat(found(index, List.of(PluginType.CONVERTER), "Json", null)).isEqualTo(both);
        assertThat(index.aliases(both, PluginType.HEADER_CONVERTER)).containsExactly("JsonConverter");
        assertThat(missing(index, "Json", null)).contains("none is deployed");
        assertThat(index.offers(both)).isTrue();
        assertThat(index.offers(source("x.Y", "1"))).isFalse();
    }

    @Test
    void namesNestedClassesByTheirOwnNameOnly() {
        Fake nested = new Fake("t.Cast$Value", "1", Set.of(PluginType.TRANSFORMATION), 1);
        PluginIndex index = new PluginIndex(List.of(nested));

        assertThat(found(index, List.of(PluginType.TRANSFORMATION), "t.Cast$Value", null))
                .isEqualTo(nested);
        assertThat(index.resolve(List.of(PluginType.TRANSFORMATION), "Cast$Value", null))
                .isInstanceOf(Resolution.Missing.class);
    }
}
