package io.penstock.deployer.describe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesFileTest {

    @Test
    void commentsBlankLinesAndRepetitionsDoNotCount() {
        ServicesFile file = parse("""
                # Licensed to somebody
                  # an indented comment

                a.B
                \t  a.C$Value  # the nested one
                a.B
                a.B # again
                """);

        assertThat(file.classNames()).containsExactly("a.B", "a.C$Value");
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void anEmptyFileListsNothing() {
        assertThat(parse("").classNames()).isEmpty();
        assertThat(parse("\n\n#\n").classNames()).isEmpty();
        assertThat(parse("").problems()).isEmpty();
    }

    @Test
    void everyLineEndIsUnderstood() {
        ServicesFile file = parse("a.A\r\na.B\ra.C\na.D");

        assertThat(file.classNames()).containsExactly("a.A", "a.B", "a.C", "a.D");
    }

    @Test
    void aClassOfTheDefaultPackageAndOneWithForeignLettersAreNames() {
        assertThat(parse("Plain\nömer.Größe\n").classNames()).containsExactly("Plain", "ömer.Größe");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.B a.C",
                "a.B,a.C",
                ".a.B",
                "a..B",
                "a.B.",
                "a/B",
                "9a.B",
                "a.9B",
                "a.B;",
                "a.B<x>",
                "../a.B",
                "a.\u0001B"
            })
    void aLineThatIsNoClassNameIsAProblemOfItsOwn(String line) {
        ServicesFile file = parse("a.First\n" + line + "\na.Last\n");

        assertThat(file.classNames()).containsExactly("a.First", "a.Last");
        assertThat(file.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("x.jar!/services line 2");
            assertThat(problem.what())
                    .contains("\"" + line.replace('\u0001', '?') + "\"")
                    .contains("not the name of a class");
        });
    }

    @Test
    void bytesThatAreNoUtf8SpoilTheirLineOnly() {
        byte[] content = "a.B\na.Gr\u00fc\u00dfe\na.C\n".getBytes(StandardCharsets.ISO_8859_1);

        ServicesFile file = ServicesFile.parse("x.jar!/services", content);

        assertThat(file.classNames()).containsExactly("a.B", "a.C");
        assertThat(file.problems()).hasSize(1);
    }

    private static ServicesFile parse(String content) {
        return ServicesFile.parse("x.jar!/services", content.getBytes(StandardCharsets.UTF_8));
    }
}
