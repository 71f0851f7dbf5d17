package io.penstock.deployer.describe;

import static io.penstock.deployer.describe.PluginInterface.CONVERTER;
import static io.penstock.deployer.describe.PluginInterface.HEADER_CONVERTER;
import static io.penstock.deployer.describe.PluginInterface.PREDICATE;
import static io.penstock.deployer.describe.PluginInterface.SINK_CONNECTOR;
import static io.penstock.deployer.describe.PluginInterface.TRANSFORMATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PluginScanTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void everyInterfaceIsLookedFor(PluginInterface type) throws IOException {
        Path jar = new ArchiveBuilder().plugins(type, "a.Plugin$Value").jar(folder.resolve("a.jar"));

        PluginScan scan = PluginScan.of(List.of(jar));

        assertThat(scan.problems()).isEmpty();
        assertThat(scan.plugins()).singleElement().satisfies(plugin -> {
            assertThat(plugin.name()).isEqualTo("a.Plugin$Value");
            assertThat(plugin.interfaces()).containsExactly(type);
            assertThat(plugin.archive()).isEqualTo(jar);
            assertThat(plugin.version()).isEmpty();
        });
    }

    @Test
    void aDirectoryReadsLikeAJar() throws IOException {
        ArchiveBuilder archive = new ArchiveBuilder()
                .manifest("Implementation-Version: 7.1")
                .plugins(PREDICATE, "a.P")
                .plugins(TRANSFORMATION, "a.T");

        PluginScan ofJar = PluginScan.of(List.of(archive.jar(folder.resolve("a.jar"))));
        PluginScan ofDirectory = PluginScan.of(List.of(archive.directory(folder.resolve("a"))));

        assertThat(ofDirectory.plugins())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("archive")
                .isEqualTo(ofJar.plugins())
                .extracting(PluginClass::name)
                .containsExactly("a.T", "a.P");
    }

    @Test
    void aClassUnderSeveralInterfacesIsOnePlugin() throws IOException {
        Path jar = new ArchiveBuilder()
                .plugins(CONVERTER, "a.Both", "a.One")
                .plugins(HEADER_CONVERTER, "a.Both")
                .jar(folder.resolve("a.jar"));

        List<PluginClass> plugins = PluginScan.of(List.of(jar)).plugins();

        assertThat(plugins).extracting(PluginClass::name).containsExactly("a.Both", "a.One");
        assertThat(plugins.get(0).interfaces()).isEqualTo(Set.of(CONVERTER, HEADER_CONVERTER));
        assertThat(plugins.get(1).interfaces()).isEqualTo(Set.of(CONVERTER));
    }

    @Test
    void theFirstArchiveThatListsAClassOwnsIt() throws IOException {
        Path first = new ArchiveBuilder()
                .manifest("Implementation-Version: 2")
                .plugins(CONVERTER, "a.Both")
                .jar(folder.resolve("first.jar"));
        Path second = new ArchiveBuilder()
                .manifest("Implementation-Version: 1")
                .plugins(CONVERTER, "a.Both", "a.Second")
                .plugins(HEADER_CONVERTER, "a.Both")
                .jar(folder.resolve("second.jar"));

        List<PluginClass> plugins = PluginScan.of(List.of(first, second)).plugins();

        assertThat(plugins).extracting(plugin -> plugin.version().orElseThrow()).containsExactly("2", "1");
        assertThat(plugins).extracting(PluginClass::archive).containsExactly(first, second);
        assertThat(plugins.get(0).interfaces()).hasSize(2);
    }

    @Test
    void anArchiveWithoutServicesHasNoPlugins() throws IOException {
        Path jar = new ArchiveBuilder()
                .manifest("Implementation-Version: 1")
                .entry("META-INF/services/java.sql.Driver", "a.Driver\n")
                .entry("a/Driver.class", "")
                .jar(folder.resolve("a.jar"));

        PluginScan scan = PluginScan.of(List.of(jar));

        assertThat(scan.plugins()).isEmpty();
        assertThat(scan.problems()).isEmpty();
    }

    @Test
    void aListedClassMayLieInAnotherArchiveOfTheSameScan() throws IOException {
        Path listing = new ArchiveBuilder()
                .entry(SINK_CONNECTOR.servicesEntry(), "a.Sink\n")
                .jar(folder.resolve("listing.jar"));
        Path classes = new ArchiveBuilder().entry("a/Sink.class", "").jar(folder.resolve("classes.jar"));

        assertThat(PluginScan.of(List.of(listing, classes)).plugins()).hasSize(1);

        PluginScan alone = PluginScan.of(List.of(listing));
        assertThat(alone.plugins()).isEmpty();
        assertThat(alone.problems())
                .extracting(Problem::toString)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("listing.jar!/META-INF/services/" + SINK_CONNECTOR.className())
                        .contains("a.Sink")
                        .contains("no such class"));
    }

    @Test
    void aMalformedLineLeavesTheOtherPluginsAlone() throws IOException {
        Path jar = new ArchiveBuilder()
                .plugins(TRANSFORMATION, "a.T")
                .entry(CONVERTER.servicesEntry(), "two words\n")
                .jar(folder.resolve("a.jar"));

        PluginScan scan = PluginScan.of(List.of(jar));

        assertThat(scan.plugins()).extracting(PluginClass::name).containsExactly("a.T");
        assertThat(scan.problems()).extracting(Problem::where).singleElement().satisfies(where -> assertThat(where)
                .isEqualTo(jar + "!/" + CONVERTER.servicesEntry() + " line 1"));
    }

    @Test
    void theManifestsImplementationVersionComesFirst() throws IOException {
        ArchiveBuilder archive = new ArchiveBuilder()
                .manifest("Bundle-Version: 2.0.0", "Implementation-Version: 1.0-rc1")
                .entry("META-INF/maven/g/a/pom.properties", "version=3\n");

        assertThat(versionOf(archive)).isEqualTo("1.0-rc1");
    }

    @Test
    void theBundleVersionIsUsedWhenThereIsNoImplementationVersion() throws IOException {
        ArchiveBuilder archive = new ArchiveBuilder()
                .manifest("Bundle-Version: 2.0.0", "Implementation-Version:  ")
                .entry("META-INF/maven/g/a/pom.properties", "version=3\n");

        assertThat(versionOf(archive)).isEqualTo("2.0.0");
    }

    @Test
    void thePomPropertiesAreUsedWhenTheManifestSaysNothing() throws IOException {
        ArchiveBuilder archive =
                new ArchiveBuilder().manifest().entry("META-INF/maven/g/a/pom.properties", "version = 3.4.0.Final\n");

        assertThat(versionOf(archive)).isEqualTo("3.4.0.Final");
    }

    @Test
    void severalPomPropertiesAreNoAnswer() throws IOException {
        ArchiveBuilder archive = new ArchiveBuilder()
                .entry("META-INF/maven/g/a/pom.properties", "version=3\n")
                .entry("META-INF/maven/g/b/pom.properties", "version=4\n");

        assertThat(versionOf(archive)).isEqualTo("none");
    }

    @Test
    void anArchiveThatCannotBeReadIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.jar"), "no zip at all");
        Path noName = Files.writeString(folder.resolve("README"), "no zip at all");
        Path missing = folder.resolve("missing.jar");
        Path whole = new ArchiveBuilder().plugins(CONVERTER, "a.C").jar(folder.resolve("whole.jar"));
        byte[] bytes = Files.readAllBytes(whole);
        Path half = Files.write(folder.resolve("half.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        Path manifest = new ArchiveBuilder()
                .entry("META-INF/MANIFEST.MF", "no colon here\n")
                .jar(folder.resolve("manifest.jar"));

        for (Path bad : List.of(text, noName, half, missing, manifest)) {
            assertThatThrownBy(() -> PluginScan.of(List.of(whole, bad)))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith(bad + ":");
        }
    }

    private String versionOf(ArchiveBuilder archive) throws IOException {
        Path jar = archive.plugins(CONVERTER, "a.C").jar(folder.resolve("versioned.jar"));
        return PluginScan.of(List.of(jar)).plugins().get(0).version().orElse("none");
    }
}
