package io.penstock.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.penstock.itests.architecture.fixture.FixtureHouse;
import io.penstock.itests.architecture.house.House;
import io.penstock.itests.architecture.house.OwnBundle;
import io.penstock.itests.architecture.rule.BundleImports;
import io.penstock.itests.architecture.rule.CoreRooms;
import io.penstock.itests.architecture.rule.Cycles;
import io.penstock.itests.architecture.rule.KafkaClientsInOnePlace;
import io.penstock.itests.architecture.rule.PackageSize;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.jar.Attributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule lets through what is allowed and catches what is not. */
class RulesCanFailTest {

    @TempDir
    private Path folder;

    private FixtureHouse fixture;

    @BeforeEach
    void startAHouse() {
        fixture = new FixtureHouse(folder);
    }

    @Test
    void whatIsDrawnMayBeImported() {
        imports("io.penstock.core", "io.penstock.api");
        imports("io.penstock.cluster", "io.penstock.core");
        imports("io.penstock.cluster", "io.penstock.api");
        imports("io.penstock.rest", "io.penstock.api");
        imports("io.penstock.deployer", "io.penstock.api");
        imports("io.penstock.console.gogo", "io.penstock.api");
        imports("io.penstock.json", "io.penstock.json");

        assertThat(violations(BundleImports::onlyAsDrawn)).isEmpty();
    }

    @Test
    void whatIsNotDrawnMayNotBeImported() {
        imports("io.penstock.api", "io.penstock.core");
        imports("io.penstock.core", "io.penstock.cluster");
        imports("io.penstock.core", "io.penstock.rest");
        imports("io.penstock.rest", "io.penstock.core");
        imports("io.penstock.console.gogo", "io.penstock.core");
        imports("io.penstock.deployer", "io.penstock.core");
        imports("io.penstock.json", "io.penstock.api");
        imports("io.penstock.json", "io.penstock.converters");
        imports("io.penstock.converters", "io.penstock.json");
        imports("io.penstock.connect.datagen", "io.penstock.api");
        imports("io.penstock.kafka", "io.penstock.api");

        assertThat(violations(BundleImports::onlyAsDrawn))
                .contains(
                        "io.penstock.api may not import io.penstock.core:",
                        "io.penstock.core may not import io.penstock.cluster:",
                        "io.penstock.core may not import io.penstock.rest:",
                        "io.penstock.rest may not import io.penstock.core:",
                        "io.penstock.console.gogo may not import io.penstock.core:",
                        "io.penstock.deployer may not import io.penstock.core:",
                        "io.penstock.json may not import io.penstock.api:",
                        "io.penstock.json may not import io.penstock.converters:",
                        "io.penstock.converters may not import io.penstock.json:",
                        "io.penstock.connect.datagen may not import io.penstock.api:",
                        "io.penstock.kafka may not import io.penstock.api:");
    }

    @Test
    void anArrayCountsAsItsElements() {
        fixture.type("io.penstock.rest.User", field("io.penstock.core.Used[][]") + " User[] self;")
                .type("io.penstock.core.Used", "");

        assertThat(violations(BundleImports::onlyAsDrawn))
                .contains("io.penstock.rest may not import io.penstock.core:")
                .doesNotContain("may not import io.penstock.rest");
    }

    @Test
    void aBundleThatIsNotDrawnIsCaught() {
        fixture.type("io.penstock.attic.Thing", "");

        assertThat(violations(BundleImports::onlyAsDrawn)).contains("not drawn").contains("io.penstock.attic");
    }

    @Test
    void aClassOfTheProjectThatIsInNoBundleIsCaught() {
        fixture.type("io.penstock.rest.User", field("io.penstock.itests.architecture.fixture.FixtureHouse"));

        assertThat(violations(BundleImports::onlyAsDrawn)).contains("io.penstock.rest may not import");
    }

    @Test
    void kafkasClassesMayBeImported() {
        fixture.type("io.penstock.json.Reader", field("org.apache.kafka.connect.data.Schema"));

        assertThat(violations(BundleImports::onlyAsDrawn)).isEmpty();
    }

    @Test
    void aClassUnderAnotherBundlesPackageIsCaught() {
        fixture.type("io.penstock.rest", "io.penstock.api.Stray", "").type("io.penstock.rest.Fine", "");

        assertThat(violations(BundleImports::onlyPackagesOfTheBundle))
                .contains("io.penstock.api.Stray")
                .doesNotContain("Fine");
    }

    @Test
    void aCycleBetweenPackagesIsCaught() {
        fixture.type("io.penstock.rest.a.A", field("io.penstock.rest.b.B"))
                .type("io.penstock.rest.b.B", field("io.penstock.rest.b.c.C"))
                .type("io.penstock.rest.b.c.C", field("io.penstock.rest.a.A"));

        assertThat(violations(house -> Cycles.noneBetweenPackages()))
                .contains("Cycle detected", "io.penstock.rest.a", "io.penstock.rest.b", "io.penstock.rest.b.c");
    }

    @Test
    void aCycleBetweenAPackageAndOneBelowItIsCaught() {
        fixture.type("io.penstock.rest.A", field("io.penstock.rest.below.B"))
                .type("io.penstock.rest.below.B", field("io.penstock.rest.A"));

        assertThat(violations(house -> Cycles.noneBetweenPackages())).contains("Cycle detected");
    }

    @Test
    void aCycleBetweenBundlesIsCaughtEvenWithoutOneBetweenPackages() {
        fixture.type("io.penstock.rest.a.A", field("io.penstock.json.c.C"))
                .type("io.penstock.rest.b.B", "")
                .type("io.penstock.json.c.C", "")
                .type("io.penstock.json.d.D", field("io.penstock.rest.b.B"));
        House house = fixture.build();

        assertThat(violations(Cycles.noneBetweenPackages(), house)).isEmpty();
        assertThat(violations(Cycles.noneBetweenBundles(house), house))
                .contains("Cycle detected", "io.penstock.rest", "io.penstock.json");
    }

    @Test
    void roomsOfTheCoreSeeEarlierOnes() {
        roomSees("config", "plugin");
        roomSees("kafka", "config");
        roomSees("pipeline", "plugin");
        roomSees("pipeline", "metrics");
        roomSees("store", "pipeline");
        roomSees("task", "store");
        roomSees("task", "kafka");
        roomSees("worker.run", "task.state");
        roomSees("worker.loop", "plugin");

        assertThat(violations(house -> CoreRooms.formAOneWayChain())).isEmpty();
    }

    @Test
    void roomsOfTheCoreDoNotSeeLaterOnes() {
        roomSees("plugin", "config");
        roomSees("config", "pipeline");
        roomSees("config", "kafka");
        roomSees("pipeline", "store");
        roomSees("pipeline.convert", "task");
        roomSees("pipeline", "kafka");
        roomSees("metrics", "pipeline");
        roomSees("store", "task.run");
        roomSees("task.sink", "worker.plan");
        roomSees("plugin", "worker");

        assertThat(violations(house -> CoreRooms.formAOneWayChain()))
                .contains(
                        "plugin may not see config:",
                        "config may not see pipeline:",
                        "config may not see kafka:",
                        "pipeline may not see store:",
                        "pipeline may not see task:",
                        "pipeline may not see kafka:",
                        "metrics may not see pipeline:",
                        "store may not see task:",
                        "task may not see worker:",
                        "plugin may not see worker:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.penstock.core.util.Strings", "io.penstock.core.Main"})
    void aClassOfTheCoreOutsideItsRoomsIsCaught(String name) {
        fixture.type(name, "");

        assertThat(violations(house -> CoreRooms.formAOneWayChain())).contains("is no room of the core");
    }

    @Test
    void theAssemblySeesTheWholePipeline() {
        roomSees("pipeline.assemble", "pipeline.tolerance");
        roomSees("pipeline.assemble", "pipeline.transform");
        roomSees("pipeline.assemble", "pipeline.convert");
        roomSees("pipeline.assemble", "pipeline.deadletter");
        roomSees("pipeline.transform", "pipeline.tolerance");
        roomSees("pipeline.deadletter", "pipeline");

        assertThat(violations(house -> CoreRooms.ofThePipelineMeetInTheAssemblyOnly()))
                .isEmpty();
    }

    @Test
    void theOthersDoNot() {
        roomSees("pipeline.transform", "pipeline.convert");
        roomSees("pipeline.convert", "pipeline.transform");
        roomSees("pipeline.deadletter", "pipeline.convert");
        roomSees("pipeline.tolerance", "pipeline.deadletter");
        roomSees("pipeline.convert", "pipeline.assemble");
        roomSees("pipeline", "pipeline.tolerance");
        roomSees("pipeline.attic", "pipeline");

        assertThat(violations(house -> CoreRooms.ofThePipelineMeetInTheAssemblyOnly()))
                .contains(
                        "transform may not see convert:",
                        "convert may not see transform:",
                        "deadletter may not see convert:",
                        "tolerance may not see deadletter:",
                        "convert may not see assemble:",
                        "the pipeline's own types may not see tolerance:",
                        "\"attic\" is no room of the pipeline");
    }

    @Test
    void aPackageOverTheBudgetIsCaught() {
        for (int i = 0; i < PackageSize.MAXIMUM; i++) {
            fixture.type("io.penstock.rest.full.Type" + i, "static class Nested {} enum Also { ONE }");
            fixture.type("io.penstock.rest.over.Type" + i, "");
        }
        fixture.type("io.penstock.rest.over.OneMore", "");

        assertThat(violations(house -> PackageSize.isWithinTheBudget()))
                .contains("io.penstock.rest.over has 16 types")
                .doesNotContain("rest.full");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Object o = new org.apache.kafka.clients.producer.KafkaProducer<>(java.util.Map.of());",
                "Object o = new org.apache.kafka.clients.consumer.KafkaConsumer<>(java.util.Map.of());",
                "Object o = org.apache.kafka.clients.admin.Admin.create(java.util.Map.of());",
                "Object o = org.apache.kafka.clients.admin.AdminClient.create(java.util.Map.of());",
                "java.util.function.Function<java.util.Properties, Object> f ="
                        + " org.apache.kafka.clients.consumer.KafkaConsumer::new;",
                "static class Own extends org.apache.kafka.clients.producer.KafkaProducer<String, String> {"
                        + " Own(java.util.Map<String, Object> config) { super(config); } }"
            })
    void aKafkaClientMadeInASecondPlaceIsCaught(String making) {
        fixture.type("io.penstock.core.kafka.Factory", making).type("io.penstock.core.task.Elsewhere", making);

        assertThat(violations(house -> KafkaClientsInOnePlace.areMade()))
                .contains("Factory")
                .contains("Elsewhere");
    }

    @Test
    void oneClassOfTheCoreMayMakeKafkaClients() {
        String both = "Object o = new org.apache.kafka.clients.producer.KafkaProducer<>(java.util.Map.of());"
                + " class Inner { Object o = org.apache.kafka.clients.admin.Admin.create(java.util.Map.of()); }";
        fixture.type("io.penstock.core.kafka.Factory", both)
                .type("io.penstock.core.task.User", field("org.apache.kafka.clients.producer.KafkaProducer<?, ?>"));

        assertThat(violations(house -> KafkaClientsInOnePlace.areMade())).isEmpty();
    }

    @Test
    void aKafkaClientMadeOutsideTheCoreIsCaught() {
        fixture.type(
                "io.penstock.rest.Factory",
                "Object o = new org.apache.kafka.clients.producer.KafkaProducer<>(java.util.Map.of());");

        assertThat(violations(house -> KafkaClientsInOnePlace.areMade())).contains("io.penstock.rest.Factory");
    }

    @Test
    void anExportWithoutVersionIsCaught() {
        Attributes headers = new Attributes();
        headers.putValue(
                "Export-Package",
                "a;version=\"1.0\",b;uses:=\"a,c\",c;d;version=2;uses:=\"x;version=1\",e;version=\"\",f;x:version=1");

        assertThat(new OwnBundle("x", folder, headers).exportsWithoutVersion()).containsExactly("b", "e", "f");
        assertThat(new OwnBundle("x", folder, new Attributes()).exportsWithoutVersion())
                .isEmpty();
    }

    /** A class of the first bundle that has a field of a class of the second. */
    private void imports(String from, String to) {
        uses(from, from, to, to);
    }

    private void roomSees(String from, String to) {
        uses("io.penstock.core", "io.penstock.core." + from, "io.penstock.core", "io.penstock.core." + to);
    }

    private void uses(String bundle, String user, String otherBundle, String used) {
        int number = fixture.size();
        fixture.type(bundle, user + ".User" + number, field(used + ".Used" + number))
                .type(otherBundle, used + ".Used" + number, "");
    }

    private String violations(Function<House, ArchRule> rule) {
        House house = fixture.build();
        return violations(rule.apply(house), house);
    }

    private static String violations(ArchRule rule, House house) {
        EvaluationResult result = rule.evaluate(house.classes());
        return result.hasViolation() ? result.getFailureReport().toString() : "";
    }

    private static String field(String type) {
        return "public " + type + " used;";
    }
}
