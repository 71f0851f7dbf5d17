package io.penstock.launcher.framework;

import io.penstock.launcher.cli.ExitCode;
import io.penstock.launcher.cli.LaunchException;
import java.lang.reflect.InvocationTargetException;
import java.util.Dictionary;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** Configuration Admin, called by reflection: its classes belong to a bundle, and the launcher sees no class of any bundle. */
final class Configurations {
    private static final String ADMIN = "org.osgi.service.cm.ConfigurationAdmin";
    /** Any bundle may receive the configuration. */
    private static final String ANY_LOCATION = "?";

    private final Object admin;
    private final Class<?> adminType;
    private final Class<?> configurationType;

    private Configurations(Object admin) throws ClassNotFoundException {
        this.admin = admin;
        ClassLoader loader = admin.getClass().getClassLoader();
        adminType = Class.forName(ADMIN, false, loader);
        configurationType = Class.forName("org.osgi.service.cm.Configuration", false, loader);
    }

    static Configurations of(BundleContext context) throws LaunchException {
        ServiceReference<?> reference = context.getServiceReference(ADMIN);
        Object admin = reference == null ? null : context.getService(reference);
        if (admin == null) {
            throw new LaunchException(
                    ExitCode.FAILED,
                    "No Configuration Admin started at start level 1",
                    "The distribution is not complete; unpack it anew");
        }
        try {
            return new Configurations(admin);
        } catch (ClassNotFoundException e) {
            throw new LaunchException(
                    ExitCode.FAILED, "Configuration Admin hides its own API: " + e.getMessage(), "", e);
        }
    }

    /** Sets all properties of a PID, replacing what it had. */
    void set(String pid, Map<String, String> properties) throws LaunchException {
        Dictionary<String, String> dictionary = FrameworkUtil.asDictionary(properties);
        try {
            Object configuration = adminType
                    .getMethod("getConfiguration", String.class, String.class)
                    .invoke(admin, pid, ANY_LOCATION);
            configurationType.getMethod("update", Dictionary.class).invoke(configuration, dictionary);
        } catch (InvocationTargetException e) {
            throw new LaunchException(
                    ExitCode.CONFIG_INVALID,
                    "The configuration " + pid + " is refused: "
                            + Failures.describe(e.getCause() == null ? e : e.getCause()),
                    "",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new LaunchException(
                    ExitCode.FAILED, "Configuration Admin has another API than expected: " + e.getMessage(), "", e);
        }
    }
}
