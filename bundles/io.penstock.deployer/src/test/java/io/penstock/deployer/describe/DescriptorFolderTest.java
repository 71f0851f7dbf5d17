package io.penstock.deployer.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorFolderTest {

    @TempDir
    private Path root;

    @Test
    void writesIntoAFolderThatIsNotThereYet() throws IOException {
        Path deep = root.resolve("not/there/yet");

        new DescriptorFolder(deep).replace(List.of(descriptor("a.A$Key", "1")));

        assertThat(deep.resolve("OSGI-INF/a.A$Key.xml"))
                .content()
                .isEqualTo(descriptor("a.A$Key", "1").xml());
    }

    @Test
    void removesTheDescriptorsOfPluginsThatAreGoneAndNothingElse() throws IOException {
        DescriptorFolder folder = new DescriptorFolder(root);
        folder.replace(List.of(descriptor("a.A", "1"), descriptor("a.B", "1")));
        Path byHand = Files.writeString(root.resolve("OSGI-INF/hand.xml"), "<component/>");
        Path other = Files.writeString(root.resolve("OSGI-INF/other.txt"), ComponentDescriptor.MARK);

        folder.replace(List.of(descriptor("a.B", "2"), descriptor("a.C", "2")));

        assertThat(root.resolve("OSGI-INF/a.A.xml")).doesNotExist();
        assertThat(root.resolve("OSGI-INF/a.B.xml")).content().contains("value=\"2\"");
        assertThat(root.resolve("OSGI-INF/a.C.xml")).exists();
        assertThat(byHand).content().isEqualTo("<component/>");
        assertThat(other).exists();
    }

    @Test
    void anUnchangedDescriptorKeepsItsTime() throws IOException {
        DescriptorFolder folder = new DescriptorFolder(root);
        folder.replace(List.of(descriptor("a.A", "1"), descriptor("a.B", "1")));
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Path same = Files.setLastModifiedTime(root.resolve("OSGI-INF/a.A.xml"), longAgo);
        Path changed = Files.setLastModifiedTime(root.resolve("OSGI-INF/a.B.xml"), longAgo);

        folder.replace(List.of(descriptor("a.A", "1"), descriptor("a.B", "2")));

        assertThat(Files.getLastModifiedTime(same)).isEqualTo(longAgo);
        assertThat(Files.getLastModifiedTime(changed)).isGreaterThan(longAgo);
    }

    private static ComponentDescriptor descriptor(String className, String version) {
        return new ComponentDescriptor(className, Optional.of(version), Set.of(PluginInterface.TRANSFORMATION));
    }
}
