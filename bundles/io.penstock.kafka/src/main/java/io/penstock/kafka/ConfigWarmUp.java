package io.penstock.kafka;

import java.util.List;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Initializes Kafka's configuration classes while the bundle starts.
 *
 * <p>Their static initializers look default classes up by name through the thread's context class loader. When the first
 * thread to touch one of them runs under a loader that does not see Kafka, the initializer fails and the class cannot be
 * used again until the bundle is refreshed. So the first touch is made here, under the bundle's own loader; this bundle
 * has to be started before any that creates a Kafka client.
 */
public final class ConfigWarmUp implements BundleActivator {

    private static final List<String> CLASSES = List.of(
            "org.apache.kafka.common.config.SaslConfigs",
            "org.apache.kafka.common.config.SslConfigs",
            "org.apache.kafka.common.config.internals.BrokerSecurityConfigs",
            "org.apache.kafka.clients.CommonClientConfigs",
            "org.apache.kafka.clients.admin.AdminClientConfig",
            "org.apache.kafka.clients.producer.ProducerConfig",
            "org.apache.kafka.clients.consumer.ConsumerConfig");

    /** Made by the framework. */
    public ConfigWarmUp() {}

    /**
     * Runs the initializers, on the thread that starts the bundle.
     *
     * @throws ClassNotFoundException when the bundle lacks a class; it then does not start
     */
    @Override
    public void start(BundleContext context) throws ClassNotFoundException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader own = ConfigWarmUp.class.getClassLoader();
        thread.setContextClassLoader(own);
        try {
            for (String name : CLASSES) {
                Class.forName(name, true, own);
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Nothing to undo: initialized classes go with the bundle's class loader. */
    @Override
    public void stop(BundleContext context) {}
}
