package io.penstock.itests.architecture.felix;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Constants;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.osgi.framework.Bundle;

/**
 * The test code that runs inside the framework, as a bundle: it imports packages and gets services by the same rules as
 * any bundle of the worker. Its classes are callables, so that the test outside can run them and gets JDK types back.
 */
final class ProbeBundle {

    private static final String PACKAGE = "io.penstock.itests.architecture.probe";

    private final Bundle bundle;

    private ProbeBundle(Bundle bundle) {
        this.bundle = bundle;
    }

    /** Makes the bundle from the compiled probes and installs it. */
    static ProbeBundle installIn(TestFramework framework, Path folder) throws Exception {
        Path classes = Path.of(ProbeBundle.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path jar = folder.resolve("probe.jar");
        try (Builder builder = new Builder()) {
            builder.addClasspath(classes.toFile());
            builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, "probe");
            builder.setProperty(Constants.PRIVATE_PACKAGE, PACKAGE);
            builder.setProperty(Analyzer.IMPORT_PACKAGE, "org.apache.kafka.*;version=\"[4.3,5)\",*");
            builder.setProperty(Constants.NOIMPORTJAVA, "true");
            builder.build().write(jar.toFile());
            if (!builder.isOk()) {
                throw new IllegalStateException("probe bundle: " + builder.getErrors() + builder.getWarnings());
            }
        }
        return new ProbeBundle(framework.install(jar.toUri().toString()));
    }

    /** Runs a probe inside the framework, under a context class loader that sees none of it. */
    @SuppressWarnings("unchecked") // the caller knows what its probe returns; it is made of JDK types
    <T> T run(Class<? extends Callable<T>> probe) throws Exception {
        Callable<T> inside = (Callable<T>)
                bundle.loadClass(probe.getName()).getDeclaredConstructor().newInstance();
        return inside.call();
    }
}
