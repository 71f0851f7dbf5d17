package io.penstock.deployer.describe;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Declarative Services 1.4 component that offers one plugin class as a prototype-scope service: whoever asks gets an
 * instance of its own.
 *
 * <p>The component takes no configuration ({@code configuration-policy="ignore"}), so that a configuration whose PID
 * happens to be the class name cannot reach it.
 *
 * @param className the implementation, and the component's name
 * @param version the value of {@value #VERSION_PROPERTY}; without one the service has no such property
 * @param interfaces what the service is registered under
 */
public record ComponentDescriptor(String className, Optional<String> version, Set<PluginInterface> interfaces) {

    /** Service property: the class name that users write in a configuration. */
    public static final String CLASS_PROPERTY = "penstock.plugin.class";

    /** Service property: the version that {@code plugin.version} settings are matched with. */
    public static final String VERSION_PROPERTY = "penstock.plugin.version";

    /** The value of a manifest's {@code Service-Component} header that covers every descriptor. */
    public static final String SERVICE_COMPONENT = "OSGI-INF/*.xml";

    /** The comment by which a descriptor of ours is known again. */
    static final String MARK = "<!-- Generated from META-INF/services. -->";

    /** Copies the set. */
    public ComponentDescriptor {
        interfaces = Set.copyOf(interfaces);
    }

    /** Describes a plugin as its archive lists it, with the version of the archive. */
    public static ComponentDescriptor of(PluginClass plugin) {
        return new ComponentDescriptor(plugin.name(), plugin.version(), plugin.interfaces());
    }

    /** The same component with a version from elsewhere. */
    public ComponentDescriptor withVersion(String other) {
        return new ComponentDescriptor(className, Optional.of(other), interfaces);
    }

    /** Where the descriptor lies in a bundle, with {@code /} as separator. */
    public String path() {
        return "OSGI-INF/" + className + ".xml";
    }

    /** The descriptor's text. Equal descriptors have equal texts, whatever the machine. */
    public String xml() {
        StringBuilder xml = new StringBuilder(512);
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(MARK).append('\n');
        xml.append("<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"")
                .append(escape(className))
                .append("\" configuration-policy=\"ignore\">\n");
        property(xml, CLASS_PROPERTY, className);
        version.ifPresent(text -> property(xml, VERSION_PROPERTY, text));
        xml.append("  <service scope=\"prototype\">\n");
        for (PluginInterface type : sorted(interfaces)) {
            xml.append("    <provide interface=\"").append(type.className()).append("\"/>\n");
        }
        xml.append("  </service>\n");
        xml.append("  <implementation class=\"").append(escape(className)).append("\"/>\n");
        return xml.append("</scr:component>\n").toString();
    }

    private static List<PluginInterface> sorted(Set<PluginInterface> interfaces) {
        return interfaces.stream().sorted(Comparator.naturalOrder()).toList();
    }

    private static void property(StringBuilder xml, String name, String value) {
        xml.append("  <property name=\"")
                .append(name)
                .append("\" value=\"")
                .append(escape(value))
                .append("\"/>\n");
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(Character.isISOControl(c) ? '?' : c);
            }
        });
        return escaped.toString();
    }
}
