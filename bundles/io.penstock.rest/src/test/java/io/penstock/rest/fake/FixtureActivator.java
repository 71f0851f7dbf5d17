package io.penstock.rest.fake;

import io.penstock.api.ConnectWorker;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.topic.ActiveTopics;
import java.util.Map;
import org.apache.kafka.connect.rest.ConnectRestExtension;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Makes the stand-ins a bundle, all but those for offsets. Listens where the framework property {@link #LISTENERS} says. */
public final class FixtureActivator implements BundleActivator {

    public static final String LISTENERS = "fixture.listeners";

    private static final String EXTENSION = "example.Greeting";

    @Override
    public void start(BundleContext context) {
        FakeWorker worker = new FakeWorker()
                .with("listeners", context.getProperty(LISTENERS))
                .with("rest.extension.classes", EXTENSION);
        context.registerService(
                ConnectRestExtension.class,
                new FakeExtension(),
                FrameworkUtil.asDictionary(Map.of("penstock.plugin.class", EXTENSION)));
        context.registerService(PluginCatalog.class, new FakeCatalog(), null);
        context.registerService(ActiveTopics.class, new FakeTopics(), null);
        context.registerService(LoggerLevels.class, new FakeLevels(), null);
        context.registerService(ConnectWorker.class, worker, null);
    }

    @Override
    public void stop(BundleContext context) {}
}
