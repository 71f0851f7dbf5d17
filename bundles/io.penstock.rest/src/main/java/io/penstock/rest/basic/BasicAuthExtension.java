package io.penstock.rest.basic;

import java.util.Map;
import javax.security.auth.login.Configuration;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.apache.kafka.connect.rest.ConnectRestExtensionContext;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Lets nobody in who does not log in (KIP-285). Stands in for Apache's extension of the name below, under the same JAAS
 * login configuration {@code KafkaConnect}. Other than that one it makes no exception for any path.
 */
@Component(
        service = ConnectRestExtension.class,
        scope = ServiceScope.PROTOTYPE,
        configurationPolicy = ConfigurationPolicy.IGNORE,
        property = "penstock.plugin.class=" + BasicAuthExtension.APACHE + ".BasicAuthSecurityRestExtension")
public final class BasicAuthExtension implements ConnectRestExtension {

    /** The package of Apache's extension and of its login module. */
    static final String APACHE = "org.apache.kafka.connect.rest.basic.auth.extension";

    /** The name of the JAAS login configuration. */
    static final String LOGIN = "KafkaConnect";

    @Override
    public void configure(Map<String, ?> settings) {
        // JAAS alone says who may log in.
    }

    /** Fails with a {@link ConfigException} when there is no login configuration, rather than let in nobody at all. */
    @Override
    public void register(ConnectRestExtensionContext context) {
        Configuration jaas;
        try {
            jaas = Configuration.getConfiguration();
        } catch (SecurityException e) {
            throw missing(e);
        }
        if (jaas.getAppConfigurationEntry(LOGIN) == null) {
            throw missing(null);
        }
        context.configurable().register(new BasicAuthFilter(new LoginConfiguration(jaas)));
    }

    @Override
    public String version() {
        return "4.3.1";
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    private static ConfigException missing(@Nullable Throwable cause) {
        ConfigException failure = new ConfigException("There is no JAAS login configuration named " + LOGIN
                + ". Start the worker with -Djava.security.auth.login.config=FILE, where FILE holds: " + LOGIN + " { "
                + APACHE + ".PropertyFileLoginModule required file=\"...\"; };");
        failure.initCause(cause);
        return failure;
    }
}
