package io.penstock.core.config.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.ErrorCode;
import io.penstock.api.WorkerException;
import io.penstock.core.config.ClasspathPlugins;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VariablesTest {

    private final ClasspathPlugins plugins = new ClasspathPlugins().add(TestProvider.class, "1.0.0");

    @Test
    void variablesAreReplacedWithAndWithoutPath() {
        ResolvedConfig config = variables("p/password", "hush", "/user", "me")
                .resolve(Map.of("a", "${v:p:password}", "b", "jdbc://${v:user}:${v:p:password}@host", "c", "plain"));

        assertThat(config.values())
                .containsOnly(Map.entry("a", "hush"), Map.entry("b", "jdbc://me:hush@host"), Map.entry("c", "plain"));
        assertThat(config.isVariable("b")).isTrue();
        assertThat(config.isVariable("c")).isFalse();
    }

    @Test
    void unknownProviderOrKeyLeavesTheTextAsItIs() {
        ResolvedConfig config = variables("p/known", "value")
                .resolve(Map.of("a", "${other:p:known}", "b", "${v:p:unknown} ${v:p:known}"));

        assertThat(config.values())
                .containsOnly(Map.entry("a", "${other:p:known}"), Map.entry("b", "${v:p:unknown} value"));
        assertThat(config.unresolved()).containsExactlyInAnyOrder("${other:p:known}", "${v:p:unknown}");
        assertThat(config.isVariable("a")).isFalse();
    }

    @Test
    void nullValuesStay() {
        Map<String, String> raw = new HashMap<>();
        raw.put("a", null);

        assertThat(variables().resolve(raw).values()).containsEntry("a", null);
    }

    @Test
    void providerWithoutClassIsRefusedNamingTheKey() {
        assertThatThrownBy(() -> new Variables(Map.of("config.providers", "v"), plugins))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("config.providers.v.class");
    }

    @Test
    void providerThatIsNotThereIsNamed() {
        Variables variables = variables();
        plugins.remove(TestProvider.class.getName());

        assertThat(variables.missing(Map.of("a", "${v:k}", "b", "${w:k}"), plugins.view()))
                .containsOnlyKeys("v");
        assertThatThrownBy(() -> variables.resolve(Map.of("a", "${v:k}")))
                .isInstanceOfSatisfying(
                        WorkerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIG_INVALID))
                .hasMessageContaining("'v'")
                .hasMessageContaining(TestProvider.class.getName());
        assertThat(variables.resolve(Map.of("a", "no variable")).values()).containsEntry("a", "no variable");
    }

    @Test
    void failureOfAProviderNamesProviderPathKeysAndCause() {
        assertThatThrownBy(() -> variables().resolve(Map.of("a", "${v:fail:k}")))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("'v'")
                .hasMessageContaining("get()")
                .hasMessageContaining("'fail'")
                .hasMessageContaining("[k]")
                .hasMessageContaining("vault/Client");
        assertThatThrownBy(() -> variables("broken", "1").resolve(Map.of("a", "${v:k}")))
                .isInstanceOf(WorkerException.class)
                .hasMessageContaining("configure()")
                .hasMessageContaining("config.providers.v.param.*");
        assertThat(plugins.leases()).isEqualTo(1);
    }

    @Test
    void earliestExpiryCountsUnlessTheConnectorIgnoresIt() {
        Variables variables = variables("p/a", "x", "q/b", "y", "r/c", "z", "ttl/p", "5000", "ttl/q", "1000");

        ResolvedConfig config = variables.resolve(Map.of("k1", "${v:p:a}", "k2", "${v:q:b}", "k3", "${v:r:c}"));
        ResolvedConfig ignoring = variables.resolve(Map.of("k2", "${v:q:b}", "config.action.reload", "none"));

        assertThat(config.reloadAfterMs()).hasValue(1000);
        assertThat(config.reloadKeys()).containsExactly("k2");
        assertThat(ignoring.reloadAfterMs()).isEmpty();
        assertThat(ignoring.ttlMs()).isEqualTo(1000);
        assertThat(variables.resolve(Map.of("k3", "${v:r:c}")).reloadAfterMs()).isEmpty();
    }

    @Test
    void providerIsLeasedOnceAndGivenBack() {
        Variables variables = variables("p/a", "x");
        variables.resolve(Map.of("k", "${v:p:a}"));
        variables.resolve(Map.of("k", "${v:p:a}"));
        assertThat(plugins.leases()).isEqualTo(1);

        variables.close();

        assertThat(plugins.leases()).isZero();
    }

    @Test
    void providerThatLeavesIsGivenBackAndTheNextOneUsed() {
        Variables variables = variables("p/a", "x");
        variables.resolve(Map.of("k", "${v:p:a}"));
        ClasspathPlugins before = new ClasspathPlugins();

        variables.release(before.view());

        assertThat(plugins.leases()).isZero();
        assertThat(variables.resolve(Map.of("k", "${v:p:a}")).values()).containsEntry("k", "x");
        assertThat(plugins.leases()).isEqualTo(1);
    }

    @Test
    void taskConfigsGetVariablesBackUnderTheSameKeyAndUnderOthers() {
        ResolvedConfig config = variables("p/password", "s3cret", "/n", "7")
                .resolve(Map.of("password", "${v:p:password}", "count", "${v:n}", "literal", "s3cret", "size", "7"));

        List<Map<String, String>> stored = config.restore(List.of(Map.of(
                "password", "s3cret",
                "jdbc.password", "s3cret",
                "url", "jdbc://u:s3cret@h",
                "count", "7",
                "size", "7",
                "task.id", "7",
                "literal", "s3cret")));

        assertThat(stored)
                .containsExactly(Map.of(
                        "password", "${v:p:password}",
                        "jdbc.password", "${v:p:password}",
                        "url", "jdbc://u:${v:p:password}@h",
                        "count", "${v:n}",
                        "size", "7",
                        "task.id", "7",
                        "literal", "s3cret"));
    }

    @Test
    void storedTaskConfigsResolveToWhatTheConnectorMade() {
        Variables variables = variables("p/password", "s3cret", "p/other", "s3cret-longer");
        ResolvedConfig config = variables.resolve(Map.of("a", "${v:p:password}", "b", "x-${v:p:other}-y"));
        Map<String, String> made =
                Map.of("a", "changed", "t1", "x-s3cret-longer-y", "t2", "s3cret-longer s3cret", "t3", "${keep:s3cret}");

        Map<String, String> stored = config.restore(List.of(made)).get(0);

        assertThat(stored)
                .containsEntry("a", "changed")
                .containsEntry("t1", "x-${v:p:other}-y")
                .containsEntry("t2", "${v:p:other} ${v:p:password}")
                .containsEntry("t3", "${keep:s3cret}");
        assertThat(variables.resolve(new HashMap<>(stored)).values()).containsAllEntriesOf(made);
    }

    @Test
    void whatIsWrittenAndWhatItBecameAreEnoughToRestore() {
        ResolvedConfig config = ResolvedConfig.between(
                Map.of("url", "jdbc://${v:user}:${v:p:password}@h", "plain", "x"),
                Map.of("url", "jdbc://admin:s3cret@h", "plain", "x"));

        assertThat(config.restore(List.of(Map.of("url", "jdbc://admin:s3cret@h", "pw", "s3cret"))))
                .containsExactly(Map.of("url", "jdbc://${v:user}:${v:p:password}@h", "pw", "${v:p:password}"));
    }

    @Test
    void textsForPeopleShowNoSecret() {
        ResolvedConfig config =
                variables("p/password", "s3cret", "/n", "0").resolve(Map.of("pw", "${v:p:password}", "n", "${v:n}"));

        assertThat(config.hide("cannot log in with s3cret")).isEqualTo("cannot log in with ${v:p:password}");
        assertThat(config.hideIn("n", "Invalid value 0 for configuration n: Value must be at least 1"))
                .isEqualTo("Invalid value ${v:n} for configuration n: Value must be at least 1");
        assertThat(config).asString().doesNotContain("s3cret").contains("pw");
    }

    private Variables variables(String... content) {
        Map<String, String> file = new HashMap<>();
        file.put("config.providers", "v");
        file.put("config.providers.v.class", TestProvider.class.getName());
        for (int i = 0; i < content.length; i += 2) {
            file.put("config.providers.v.param." + content[i], content[i + 1]);
        }
        return new Variables(file, plugins);
    }
}
