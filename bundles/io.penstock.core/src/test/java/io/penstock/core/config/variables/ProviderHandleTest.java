package io.penstock.core.config.variables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.penstock.api.plugin.PluginType;
import io.penstock.core.config.ClasspathPlugins;
import io.penstock.core.plugin.Lease;
import io.penstock.core.plugin.Resolution;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.junit.jupiter.api.Test;

class ProviderHandleTest {

    private final ClasspathPlugins plugins = new ClasspathPlugins().add(TestProvider.class, "1.0");

    @Test
    void aRetiredProviderIsClosedWhenTheLastUserLeaves() {
        ProviderHandle handle = handle();
        assertThat(handle.enter()).isTrue();
        assertThat(handle.enter()).isTrue();

        handle.retire();
        handle.leave();

        assertThat(handle.enter()).isFalse();
        assertThat(plugins.leases()).isEqualTo(1);
        assertThat(handle.provider().get("p", Set.of("k")).data()).isEmpty();

        handle.leave();

        assertThat(plugins.leases()).isZero();
        assertThatThrownBy(() -> handle.provider().get("p", Set.of("k"))).hasMessage("closed");
    }

    @Test
    void anIdleProviderIsClosedAtOnceAndOnlyOnce() {
        ProviderHandle handle = handle();

        handle.retire();
        handle.retire();

        assertThat(plugins.leases()).isZero();
    }

    private ProviderHandle handle() {
        Resolution found = plugins.view().resolve(List.of(PluginType.CONFIGPROVIDER), "TestProvider", null);
        Lease<ConfigProvider> lease = plugins.lease(((Resolution.Found) found).plugin(), ConfigProvider.class);
        return new ProviderHandle("v", lease);
    }
}
