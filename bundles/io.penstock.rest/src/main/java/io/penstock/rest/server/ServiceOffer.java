package io.penstock.rest.server;

import io.penstock.rest.extension.Offers;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * An extension that a bundle offers as a service. Better is what the framework ranks higher.
 *
 * @param context the bundle that uses it
 */
record ServiceOffer(BundleContext context, ServiceReference<ConnectRestExtension> reference) implements Offers.Offer {

    private static final String PLUGIN_CLASS = "penstock.plugin.class";
    private static final String COMPONENT_NAME = "component.name";

    @Override
    public String name() {
        Object name = reference.getProperty(PLUGIN_CLASS);
        return String.valueOf(name == null ? reference.getProperty(COMPONENT_NAME) : name);
    }

    @Override
    public Offers.@Nullable Instance get() {
        ServiceObjects<ConnectRestExtension> objects = context.getServiceObjects(reference);
        ConnectRestExtension extension = objects == null ? null : objects.getService();
        if (extension == null) {
            return null;
        }
        return new Offers.Instance() {
            @Override
            public ConnectRestExtension extension() {
                return extension;
            }

            @Override
            public void release() {
                try {
                    objects.ungetService(extension);
                } catch (IllegalStateException | IllegalArgumentException e) {
                    // The service has gone meanwhile, and the framework has taken it back itself.
                    return;
                }
            }
        };
    }

    @Override
    public int compareTo(Offers.Offer other) {
        return other instanceof ServiceOffer service ? reference.compareTo(service.reference) : 0;
    }
}
