package io.penstock.deployer.describe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder of a bundle in the making that component descriptors are written to.
 *
 * @param root the folder that becomes the root of the bundle
 */
public record DescriptorFolder(Path root) {

    /**
     * Makes the folder hold these descriptors and no other generated ones: those of an earlier run whose plugin is gone
     * are removed, files by other hands are left alone. An unchanged descriptor is not written again, so that its time
     * tells builds that nothing is new.
     *
     * @throws IOException when a file cannot be written or removed
     */
    public void replace(Collection<ComponentDescriptor> descriptors) throws IOException {
        Files.createDirectories(root.resolve("OSGI-INF"));
        for (ComponentDescriptor descriptor : descriptors) {
            Path file = root.resolve(descriptor.path());
            String xml = descriptor.xml();
            if (!Files.isRegularFile(file) || !Files.readString(file).equals(xml)) {
                Files.writeString(file, xml);
            }
        }
        Set<Path> wanted = descriptors.stream()
                .map(descriptor -> root.resolve(descriptor.path()))
                .collect(Collectors.toSet());
        for (Path file : descriptorFiles()) {
            if (!wanted.contains(file) && Files.readString(file).contains(ComponentDescriptor.MARK)) {
                Files.delete(file);
            }
        }
    }

    private Collection<Path> descriptorFiles() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("OSGI-INF"))) {
            return files.filter(file -> file.toString().endsWith(".xml")).toList();
        }
    }
}
