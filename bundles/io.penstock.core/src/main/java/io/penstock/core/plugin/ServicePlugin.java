package io.penstock.core.plugin;

import io.penstock.api.plugin.PluginType;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/** A plugin that a bundle registered as a service. */
final class ServicePlugin implements Plugin {

    /** Service property: the class name that users write in a configuration. */
    static final String CLASS = "penstock.plugin.class";

    /** Service property: the plugin's version. */
    static final String VERSION = "penstock.plugin.version";

    private static final String COMPONENT_NAME = "component.name";

    private final ServiceReference<Object> reference;
    private final Bundle bundle;
    private final String className;
    private final String version;
    private final Set<PluginType> types;
    private final ClassLoader loader;
    private final LeaseCount leases = new LeaseCount();

    private ServicePlugin(
            ServiceReference<Object> reference, String className, Set<PluginType> types, ClassLoader loader) {
        this.reference = reference;
        this.bundle = reference.getBundle();
        this.className = className;
        this.types = types;
        this.loader = loader;
        String declared = text(reference, VERSION);
        this.version = declared == null ? bundle.getVersion().toString() : declared;
    }

    /**
     * Reads a plugin off its registration.
     *
     * @throws IllegalArgumentException when the registration does not say which class it is
     */
    static ServicePlugin of(ServiceReference<Object> reference) {
        String declared = text(reference, CLASS);
        String className = declared == null ? text(reference, COMPONENT_NAME) : declared;
        if (className == null) {
            throw new IllegalArgumentException("The service " + reference + " of bundle " + reference.getBundle()
                    + " says neither " + CLASS + " nor " + COMPONENT_NAME + "; set the service property " + CLASS
                    + " to the class name that users are to write in their configurations");
        }
        BundleWiring wiring = reference.getBundle().adapt(BundleWiring.class);
        if (wiring == null || wiring.getClassLoader() == null) {
            throw new IllegalArgumentException("Bundle " + reference.getBundle() + " has no class loader any more");
        }
        return new ServicePlugin(reference, className, types(reference), wiring.getClassLoader());
    }

    /** Whether a registration is one of a plugin at all. */
    static Set<PluginType> types(ServiceReference<?> reference) {
        Set<String> interfaces = Set.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
        return Stream.of(PluginType.values())
                .filter(type -> interfaces.contains(type.serviceInterface()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The filter of all plugin services. */
    static String filter() {
        return Arrays.stream(PluginType.values())
                .map(type -> "(" + Constants.OBJECTCLASS + "=" + type.serviceInterface() + ")")
                .collect(Collectors.joining("", "(|", ")"));
    }

    private static @Nullable String text(ServiceReference<?> reference, String key) {
        return reference.getProperty(key) instanceof String value && !value.isBlank() ? value.trim() : null;
    }

    ServiceReference<Object> reference() {
        return reference;
    }

    /** The class that is instantiated, when the registration tells; not the one it stands in for. */
    String implementation() {
        String component = text(reference, COMPONENT_NAME);
        return component == null ? className : component;
    }

    LeaseCount leaseCount() {
        return leases;
    }

    @Override
    public String className() {
        return className;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Set<PluginType> types() {
        return types;
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public String bundle() {
        return bundle.getSymbolicName() + "/" + bundle.getVersion();
    }

    @Override
    public long bundleId() {
        return bundle.getBundleId();
    }

    @Override
    public int leases() {
        return leases.count();
    }

    @Override
    public String toString() {
        return className + " " + version + " of " + bundle();
    }
}
