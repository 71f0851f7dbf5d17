package io.penstock.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.penstock.itests.architecture.house.House;
import io.penstock.itests.architecture.house.OwnBundle;
import io.penstock.itests.architecture.rule.BundleImports;
import io.penstock.itests.architecture.rule.CoreRooms;
import io.penstock.itests.architecture.rule.Cycles;
import io.penstock.itests.architecture.rule.KafkaClientsInOnePlace;
import io.penstock.itests.architecture.rule.PackageSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The rules of the house, on the bundles of this build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArchitectureTest {

    private final List<OwnBundle> bundles = OwnBundle.onClassPath();
    private final House house = House.of(bundles);

    @Test
    void everyBundleOfTheBuildIsLookedAt() throws IOException {
        assertThat(bundles).extracting(OwnBundle::name).containsExactlyInAnyOrderElementsOf(modules());
        assertThat(house.classes())
                .extracting(type -> house.bundleOf(type).orElseThrow())
                .contains("io.penstock.kafka", "io.penstock.deployer", "io.penstock.api");
    }

    @Test
    void bundlesImportAsDrawn() {
        BundleImports.onlyAsDrawn(house).check(house.classes());
    }

    @Test
    void bundlesAreNamedLikeTheirPackages() {
        BundleImports.onlyPackagesOfTheBundle(house).check(house.classes());
    }

    @Test
    void packagesHaveNoCycles() {
        Cycles.noneBetweenPackages().check(house.classes());
    }

    @Test
    void bundlesHaveNoCycles() {
        Cycles.noneBetweenBundles(house).check(house.classes());
    }

    @Test
    void roomsOfTheCoreFormAOneWayChain() {
        CoreRooms.formAOneWayChain().check(house.classes());
    }

    @Test
    void roomsOfThePipelineMeetInTheAssemblyOnly() {
        CoreRooms.ofThePipelineMeetInTheAssemblyOnly().check(house.classes());
    }

    @Test
    void packagesKeepToTheSizeBudget() {
        PackageSize.isWithinTheBudget().check(house.classes());
    }

    @Test
    void kafkaClientsAreMadeInOnePlace() {
        KafkaClientsInOnePlace.areMade().check(house.classes());
    }

    @Test
    void everyExportedPackageHasAVersion() {
        assertThat(bundles).allSatisfy(bundle -> assertThat(bundle.exportsWithoutVersion())
                .as("packages that %s exports without a version", bundle.name())
                .isEmpty());
    }

    /** The modules that make bundles, as the source tree has them. */
    private static List<String> modules() throws IOException {
        Path root = Path.of(System.getProperty("basedir", ".")).resolve("../..");
        List<String> names = new ArrayList<>();
        for (String group : List.of("bundles", "console")) {
            try (Stream<Path> folders = Files.list(root.resolve(group))) {
                folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                        .forEach(folder -> names.add(folder.getFileName().toString()));
            }
        }
        return names;
    }
}
