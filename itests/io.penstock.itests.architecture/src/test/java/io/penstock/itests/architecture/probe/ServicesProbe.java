package io.penstock.itests.architecture.probe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.provider.ConfigProvider;
import org.apache.kafka.connect.sink.SinkConnector;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.HeaderConverter;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/**
 * Gets every plugin service twice and tells what it got: by plugin class, the facts {@code bundle}, {@code version},
 * {@code scope}, {@code interfaces}, {@code implementation} and {@code instances}.
 */
public final class ServicesProbe implements Callable<Map<String, Map<String, Object>>> {

    /** Named here so that the probe's bundle imports their packages: it sees only the services whose types it sees. */
    private static final List<Class<?>> INTERFACES = List.of(
            SourceConnector.class,
            SinkConnector.class,
            Converter.class,
            HeaderConverter.class,
            Transformation.class,
            Predicate.class,
            ConfigProvider.class);

    /** Made by the test through the framework. */
    public ServicesProbe() {}

    @Override
    public Map<String, Map<String, Object>> call() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(ServicesProbe.class).getBundleContext();
        Map<String, Map<String, Object>> facts = new TreeMap<>();
        // Not getAllServiceReferences: only what is visible to a bundle that imports the Connect API counts.
        for (ServiceReference<?> reference : context.getServiceReferences((String) null, "(penstock.plugin.class=*)")) {
            String plugin = (String) reference.getProperty("penstock.plugin.class");
            Object before = facts.put(plugin, facts(context, reference));
            if (before != null) {
                throw new IllegalStateException(plugin + " is registered twice: " + before);
            }
        }
        return facts;
    }

    private static <S> Map<String, Object> facts(BundleContext context, ServiceReference<S> reference) {
        ServiceObjects<S> objects = context.getServiceObjects(reference);
        S first = objects.getService();
        S second = objects.getService();
        try {
            List<String> registered = List.of((String[]) reference.getProperty(Constants.OBJECTCLASS));
            List<String> interfaces = INTERFACES.stream()
                    .filter(type -> type.isInstance(first) && type.isInstance(second))
                    .map(Class::getName)
                    .filter(registered::contains)
                    .toList();
            return Map.of(
                    "bundle", reference.getBundle().getSymbolicName(),
                    "version", reference.getProperty("penstock.plugin.version"),
                    "scope", reference.getProperty(Constants.SERVICE_SCOPE),
                    "interfaces", interfaces,
                    "implementation", first.getClass().getName(),
                    "instances", first == second ? 1 : 2);
        } finally {
            objects.ungetService(first);
            objects.ungetService(second);
        }
    }
}
