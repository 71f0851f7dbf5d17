package io.penstock.itests.distribution.harness;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * A running JVM, asked with the JDK's own jcmd.
 *
 * @param pid its process
 */
public record Jvm(long pid) {

    /** The class loaders that have a class of this name loaded, after a full collection. */
    public Set<String> loadersOf(Class<?> type) {
        jcmd("GC.run");
        Pattern line = Pattern.compile("--" + Pattern.quote(type.getName()) + "/(0x[0-9a-f]+)");
        Matcher matcher = line.matcher(jcmd("VM.class_hierarchy", type.getName()));
        Set<String> loaders = new TreeSet<>();
        while (matcher.find()) {
            loaders.add(matcher.group(1));
        }
        return loaders;
    }

    /** What tells a thread from a later one of the same name: empty when there is no such thread. */
    public Optional<String> thread(String name) {
        Pattern line = Pattern.compile("^\"" + Pattern.quote(name) + "\".* tid=(0x[0-9a-f]+)", Pattern.MULTILINE);
        return Optional.of(line.matcher(threads())).filter(Matcher::find).map(matcher -> matcher.group(1));
    }

    /** A thread dump. */
    public String threads() {
        return jcmd("Thread.print");
    }

    /** The attributes of an MBean, asked over the JVM's own management agent; empty when there is no such MBean. */
    public Map<String, Object> mbean(String name) {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address;
            try {
                address = machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
            try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address))) {
                MBeanServerConnection server = connector.getMBeanServerConnection();
                ObjectName object = new ObjectName(name);
                Map<String, Object> values = new TreeMap<>();
                if (server.isRegistered(object)) {
                    for (MBeanAttributeInfo attribute :
                            server.getMBeanInfo(object).getAttributes()) {
                        values.put(attribute.getName(), server.getAttribute(object, attribute.getName()));
                    }
                }
                return values;
            }
        } catch (AttachNotSupportedException | IOException | JMException e) {
            throw new IllegalStateException("The MBean " + name + " of process " + pid + " cannot be read", e);
        }
    }

    private String jcmd(String... words) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            List<String> command = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
            command.addAll(List.of(words));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError("jcmd " + pid + " " + String.join(" ", words) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
