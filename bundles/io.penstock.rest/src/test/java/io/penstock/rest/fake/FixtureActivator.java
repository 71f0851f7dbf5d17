package io.penstock.rest.fake;

import io.penstock.api.ConnectWorker;
import io.penstock.api.logging.LoggerLevels;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.api.topic.ActiveTopics;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Makes the stand-ins a bundle, all but those for offsets. Listens where the framework property {@link #LISTENERS} says. */
public final class FixtureActivator implements BundleActivator {

    public static final String LISTENERS = "fixture.listeners";

    @Override
    public void start(BundleContext context) {
        FakeWorker worker = new FakeWorker().with("listeners", context.getProperty(LISTENERS));
        context.registerService(PluginCatalog.class, new FakeCatalog(), null);
        context.registerService(ActiveTopics.class, new FakeTopics(), null);
        context.registerService(LoggerLevels.class, new FakeLevels(), null);
        context.registerService(ConnectWorker.class, worker, null);
    }

    @Override
    public void stop(BundleContext context) {}
}
