package io.penstock.itests.architecture.probe;

import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;

/** Applies Kafka's InsertField to a record and gives back the record's value. */
public final class TransformProbe implements Callable<Map<?, ?>> {

    /** Made by the test through the framework. */
    public TransformProbe() {}

    @Override
    public Map<?, ?> call() throws Exception {
        BundleContext context = FrameworkUtil.getBundle(TransformProbe.class).getBundleContext();
        ServiceReference<?> reference = context.getServiceReferences(
                        Transformation.class.getName(),
                        "(penstock.plugin.class=org.apache.kafka.connect.transforms.InsertField$Value)")[0];
        return apply(context.getServiceObjects(reference));
    }

    private static <S> Map<?, ?> apply(ServiceObjects<S> objects) {
        S service = objects.getService();
        try (Transformation<SinkRecord> transform = transformation(service)) {
            transform.configure(Map.of("static.field", "origin", "static.value", "penstock", "offset.field", "at"));
            SinkRecord record = new SinkRecord("topic", 0, null, null, null, Map.of("amount", 7), 42);
            return (Map<?, ?>) transform.apply(record).value();
        } finally {
            objects.ungetService(service);
        }
    }

    @SuppressWarnings("unchecked") // the record type of a transform is erased
    private static Transformation<SinkRecord> transformation(Object service) {
        return (Transformation<SinkRecord>) service;
    }
}
