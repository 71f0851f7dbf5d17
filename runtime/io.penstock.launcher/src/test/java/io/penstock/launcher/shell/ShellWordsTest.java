package io.penstock.launcher.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real Gogo reads what is quoted. */
class ShellWordsTest {
    private final ThreadIOImpl threadIo = new ThreadIOImpl();
    private CommandSession session;

    @BeforeEach
    void open() {
        threadIo.start();
        CommandProcessorImpl processor = new CommandProcessorImpl(threadIo);
        processor.addCommand("test", new Collector(), "collect");
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
        session = processor.createSession(new ByteArrayInputStream(new byte[0]), nowhere, nowhere);
    }

    @AfterEach
    void close() {
        session.close();
        threadIo.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "it's",
                "'",
                "''",
                "say \"hi\"",
                "$HOME",
                "${x}",
                "\\",
                "a\\b",
                "a|b",
                "a;b",
                "a&b",
                "<in",
                ">out",
                "2>&1",
                "*.json",
                "a?c",
                "[x]",
                "{a,b}",
                "{1..3}",
                "(x)",
                "#no comment",
                "//no comment",
                "/etc/hosts",
                "a=b",
                "=",
                "transforms=a,b",
                "-",
                "--",
                "--trace",
                "~",
                "!x",
                "%d",
                "`x`",
                "a\tb",
                "",
                "ünï",
                "5",
                ".0",
                "00",
                "1.50",
                "-0",
                "+1",
                "1e3",
                "1E400",
                "0x10",
                "5L",
                "2f",
                "99999999999999999999",
                "NaN",
                "-NaN",
                "-Infinity",
                "-a",
                "--all",
                "-1e3",
                "---",
                "Infinity",
                "null",
                "true"
            })
    void anyWordReachesTheCommandAsItIs(String word) throws Exception {
        assertThat(collected("first", word, word, "last")).containsExactly("first", word, word, "last");
    }

    @Test
    void soDoRandomOnes() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "ab /'\"\\$|;&<>*?[]{}()#=-+~!%`\t,.0.0x1e5dfL";
        for (int round = 0; round < 2_000; round++) {
            StringBuilder word = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                word.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(collected(word.toString(), "end")).as("seed %d", seed).containsExactly(word.toString(), "end");
        }
    }

    @Test
    void aSingleWordIsALine() {
        assertThat(ShellWords.line(List.of("connect:list | grep 'a b'"))).isEqualTo("connect:list | grep 'a b'");
        assertThat(ShellWords.line(List.of("connect:why", "a/b-1"))).isEqualTo("connect:why a/b-1");
    }

    private List<String> collected(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of("test:collect"));
        words.addAll(List.of(arguments));
        return ((List<?>) session.execute(ShellWords.line(words)))
                .stream().map(String::valueOf).toList();
    }

    /** A command that answers with what it was given. */
    public static final class Collector {
        public List<Object> collect(Object[] words) {
            return Arrays.asList(words);
        }
    }
}
