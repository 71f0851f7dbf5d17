package io.penstock.launcher.framework;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/**
 * Takes those jars in the deploy directory that nobody else can do anything with, and says why. File Install alone would pass them over in
 * silence. As an installer of the lowest rank it is asked last; its interface is a class of File Install, so it is a proxy.
 */
final class UnusablePlugins implements InvocationHandler {
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";
    private static final String INSTALLER = FILE_INSTALL + ".ArtifactInstaller";

    private UnusablePlugins() {}

    /** Has to be called before File Install starts. Does nothing without File Install. */
    static void register(BundleContext context) throws LaunchException {
        for (Bundle bundle : context.getBundles()) {
            if (FILE_INSTALL.equals(bundle.getSymbolicName())) {
                try {
                    Class<?> installer = bundle.loadClass(INSTALLER);
                    Object proxy = Proxy.newProxyInstance(
                            installer.getClassLoader(), new Class<?>[] {installer}, new UnusablePlugins());
                    context.registerService(
                            INSTALLER,
                            proxy,
                            FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, Integer.MIN_VALUE)));
                } catch (ClassNotFoundException e) {
                    throw new LaunchException(
                            ExitCode.FAILED,
                            Failures.describe(bundle, e),
                            "The distribution is not complete; unpack it anew",
                            e);
                }
            }
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "canHandle" -> {
                return problem((File) arguments[0]).isPresent();
            }
            case "install", "update" -> {
                File file = (File) arguments[0];
                // File Install logs it with the name of the file, and tries again when the file is another.
                throw new IOException(problem(file).orElse(file + " changed while it was looked at"));
            }
            case "equals" -> {
                return proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            case "toString" -> {
                return "installer of unusable plugins";
            }
            default -> {
                return null;
            }
        }
    }

    /** Why the file is no bundle; empty when it is one. */
    static Optional<String> problem(File file) {
        try (JarFile jar = new JarFile(file)) {
            Manifest manifest = jar.getManifest();
            boolean isBundle =
                    manifest != null && manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
            return isBundle
                    ? Optional.empty()
                    : Optional.of(file + " is not an OSGi bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME
                            + "; it is ignored");
        } catch (IOException e) {
            return Optional.of(
                    file + " is damaged, or was not copied completely (" + e.getMessage() + "); it is ignored");
        }
    }
}
