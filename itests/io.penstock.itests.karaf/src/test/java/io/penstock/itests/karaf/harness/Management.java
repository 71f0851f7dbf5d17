package io.penstock.itests.karaf.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** Karaf over JMX. One thread. */
public final class Management implements AutoCloseable {
    private static final String FEATURES = "org.apache.karaf:type=feature,name=root";
    private static final String BUNDLES = "org.apache.karaf:type=bundle,name=root";
    private static final String THREADS = "java.lang:type=Threading";

    private final String url;
    private final String[] credentials;
    private @Nullable JMXConnector connector;

    Management(int registryPort, int serverPort, String user, String password) {
        this.url =
                "service:jmx:rmi://127.0.0.1:" + serverPort + "/jndi/rmi://127.0.0.1:" + registryPort + "/karaf-root";
        this.credentials = new String[] {user, password};
    }

    /** Whether features and bundles can be managed; connects when they can. */
    boolean isReachable() {
        try {
            return connection().isRegistered(new ObjectName(FEATURES))
                    && connection().isRegistered(new ObjectName(BUNDLES));
        } catch (IOException | JMException | SecurityException e) {
            close();
            return false;
        }
    }

    /** Makes the features of a repository known. */
    public void addRepository(String repository) {
        invoke("addRepository", repository);
    }

    /** Installs and starts a feature and what it needs. Throws when one of its bundles does not resolve or start. */
    public void install(String feature) {
        invoke("installFeature", feature);
    }

    /** Removes a feature and what was there for it only. */
    public void uninstall(String feature) {
        invoke("uninstallFeature", feature);
    }

    /** The bundles' states by name and version. */
    public Map<String, String> bundles() {
        Map<String, String> states = new TreeMap<>();
        for (Object value : ((TabularData) attribute(BUNDLES, "Bundles")).values()) {
            CompositeData row = (CompositeData) value;
            states.put(row.get("Name") + " " + row.get("Version"), String.valueOf(row.get("State")));
        }
        return states;
    }

    /** The names of all threads. */
    public List<String> threads() {
        long[] ids = (long[]) attribute(THREADS, "AllThreadIds");
        List<String> names = new ArrayList<>();
        Object[] infos = (Object[]) invoke(THREADS, "getThreadInfo", new Object[] {ids}, long[].class.getName());
        for (Object info : infos) {
            if (info != null) { // ended meanwhile
                names.add((String) ((CompositeData) info).get("threadName"));
            }
        }
        return names;
    }

    @Override
    public void close() {
        JMXConnector open = connector;
        connector = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // Karaf was quicker.
            }
        }
    }

    private void invoke(String operation, String argument) {
        invoke(FEATURES, operation, new Object[] {argument}, String.class.getName());
    }

    private Object invoke(String name, String operation, Object[] arguments, String signature) {
        try {
            return connection().invoke(new ObjectName(name), operation, arguments, new String[] {signature});
        } catch (IOException | JMException e) {
            throw new IllegalStateException(operation + " failed", e);
        }
    }

    private Object attribute(String name, String attribute) {
        try {
            return connection().getAttribute(new ObjectName(name), attribute);
        } catch (IOException | JMException e) {
            throw new IllegalStateException(attribute + " cannot be read", e);
        }
    }

    private MBeanServerConnection connection() throws IOException {
        JMXConnector open = connector;
        if (open == null) {
            open = JMXConnectorFactory.connect(new JMXServiceURL(url), Map.of(JMXConnector.CREDENTIALS, credentials));
            connector = open;
        }
        return open.getMBeanServerConnection();
    }
}
