package io.penstock.deployer.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ComponentDescriptorTest {

    private static final String NAMESPACE = "http://www.osgi.org/xmlns/scr/v1.4.0";

    @Test
    void describesAPrototypeServiceThatTakesNoConfiguration() throws Exception {
        ComponentDescriptor descriptor = ComponentDescriptor.of(new PluginClass(
                "a.Insert$Value", Set.of(PluginInterface.TRANSFORMATION), Optional.of("4.3.1"), Path.of("a.jar")));

        Element component = parse(descriptor.xml());

        assertThat(descriptor.path()).isEqualTo("OSGI-INF/a.Insert$Value.xml");
        assertThat(component.getNamespaceURI()).isEqualTo(NAMESPACE);
        assertThat(component.getLocalName()).isEqualTo("component");
        assertThat(component.getAttribute("name")).isEqualTo("a.Insert$Value");
        assertThat(component.getAttribute("configuration-policy")).isEqualTo("ignore");
        assertThat(only(component, "implementation").getAttribute("class")).isEqualTo("a.Insert$Value");
        assertThat(only(component, "service").getAttribute("scope")).isEqualTo("prototype");
        assertThat(only(component, "provide").getAttribute("interface"))
                .isEqualTo("org.apache.kafka.connect.transforms.Transformation");
        assertThat(property(component, "penstock.plugin.class")).isEqualTo("a.Insert$Value");
        assertThat(property(component, "penstock.plugin.version")).isEqualTo("4.3.1");
    }

    @Test
    void providesEveryInterfaceInAFixedOrder() throws Exception {
        Set<PluginInterface> all = EnumSet.allOf(PluginInterface.class);
        ComponentDescriptor descriptor = new ComponentDescriptor("a.All", Optional.of("1"), all);

        NodeList provided = parse(descriptor.xml()).getElementsByTagName("provide");

        assertThat(provided.getLength()).isEqualTo(all.size());
        int at = 0;
        for (PluginInterface type : all) {
            assertThat(((Element) provided.item(at++)).getAttribute("interface"))
                    .isEqualTo(type.className());
        }
    }

    @Test
    void aVersionOfOnesOwnReplacesTheArchives() throws Exception {
        ComponentDescriptor descriptor =
                new ComponentDescriptor("a.C", Optional.of("1"), Set.of(PluginInterface.CONVERTER)).withVersion("2");

        assertThat(property(parse(descriptor.xml()), ComponentDescriptor.VERSION_PROPERTY))
                .isEqualTo("2");
    }

    @Test
    void withoutAVersionThereIsNoVersionProperty() throws Exception {
        ComponentDescriptor descriptor =
                new ComponentDescriptor("a.C", Optional.empty(), Set.of(PluginInterface.CONVERTER));

        assertThat(parse(descriptor.xml()).getElementsByTagName("property").getLength())
                .isEqualTo(1);
    }

    @Test
    void anOddVersionIsStillWellFormedXml() throws Exception {
        String odd = "1.0 \"final\" <&> '\u00e9' \ud83d\ude00";
        ComponentDescriptor descriptor =
                new ComponentDescriptor("a.C", Optional.of(odd + "\u0007"), Set.of(PluginInterface.CONVERTER));

        assertThat(property(parse(descriptor.xml()), ComponentDescriptor.VERSION_PROPERTY))
                .isEqualTo(odd + "?");
    }

    private static Element parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static Element only(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        assertThat(found.getLength()).as(name).isEqualTo(1);
        return (Element) found.item(0);
    }

    private static String property(Element component, String name) {
        NodeList properties = component.getElementsByTagName("property");
        for (int i = 0; i < properties.getLength(); i++) {
            Element property = (Element) properties.item(i);
            if (property.getAttribute("name").equals(name)) {
                return property.getAttribute("value");
            }
        }
        throw new AssertionError("no property " + name);
    }
}
