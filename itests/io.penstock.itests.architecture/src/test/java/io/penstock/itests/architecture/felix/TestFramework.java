package io.penstock.itests.architecture.felix;

import io.penstock.itests.architecture.house.OwnBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/** Felix in the test's JVM, with what the bundles need and a cache of its own. */
final class TestFramework implements AutoCloseable {

    private static final long STOP_TIMEOUT_MS = 30_000;

    private final Framework framework;
    private final List<Bundle> installed = new ArrayList<>();

    private TestFramework(Framework framework) {
        this.framework = framework;
    }

    /** A started framework that holds nothing yet. */
    static TestFramework start(Path cache) throws BundleException {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, cache.toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put("felix.service.urlhandlers", "false");
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        settings.put("org.ops4j.pax.logging.logReaderEnabled", "false");
        Framework framework = new FrameworkFactory().newFramework(settings);
        framework.start();
        return new TestFramework(framework);
    }

    /** Installs every jar of the folder that the build has filled. */
    void installPlatform(Path folder) throws BundleException, IOException {
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.sorted().toList()) {
                install(jar.toUri().toString());
            }
        }
    }

    /** Installs bundles of the project by name, from their jars or the folders that the jars are made of. */
    void installOwn(List<String> names) throws BundleException {
        for (OwnBundle bundle : OwnBundle.onClassPath()) {
            if (names.contains(bundle.name())) {
                String location = bundle.location().toUri().toString();
                install(Files.isDirectory(bundle.location()) ? "reference:" + location : location);
            }
        }
    }

    /** Installs a bundle from where the URL says. */
    Bundle install(String url) throws BundleException {
        Bundle bundle = framework.getBundleContext().installBundle(url);
        installed.add(bundle);
        return bundle;
    }

    /** Starts, in the order of their installation, what is not started yet. */
    void startAll() throws BundleException {
        for (Bundle bundle : installed) {
            if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null) {
                bundle.start();
            }
        }
    }

    List<Bundle> bundles() {
        return List.copyOf(installed);
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    @Override
    public void close() throws BundleException, InterruptedException {
        framework.stop();
        framework.waitForStop(STOP_TIMEOUT_MS);
    }
}
