package io.penstock.rest.basic;

import java.util.Arrays;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import org.jspecify.annotations.Nullable;

/** A JAAS configuration in which Apache's login module is ours. */
final class LoginConfiguration extends Configuration {

    private static final String APACHES = BasicAuthExtension.APACHE + ".PropertyFileLoginModule";

    private final Configuration jaas;

    LoginConfiguration(Configuration jaas) {
        this.jaas = jaas;
    }

    @Override
    public AppConfigurationEntry @Nullable [] getAppConfigurationEntry(String name) {
        AppConfigurationEntry[] entries = jaas.getAppConfigurationEntry(name);
        return entries == null
                ? null
                : Arrays.stream(entries).map(LoginConfiguration::ours).toArray(AppConfigurationEntry[]::new);
    }

    private static AppConfigurationEntry ours(AppConfigurationEntry entry) {
        return entry.getLoginModuleName().equals(APACHES)
                ? new AppConfigurationEntry(
                        PropertyFileLoginModule.class.getName(), entry.getControlFlag(), entry.getOptions())
                : entry;
    }
}
