package io.penstock.itests.distribution.deadletter;

import io.penstock.itests.distribution.harness.Sequence;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Records with a number, every fifth of which is no JSON. The number is in angle brackets, so that it is found whatever is around it:
 * a process that is killed leaves half a line behind, to which the next one appends.
 */
final class Numbers {

    /** The first bad record of every five. */
    static final int BAD = 3;

    private static final Pattern NUMBER = Pattern.compile("<(\\d+)>");

    private Numbers() {}

    static boolean bad(int number) {
        return number % 5 == BAD;
    }

    /** The values of the records from one number up to another, which is not included. */
    static List<String> values(int from, int to) {
        return values(from, to, Numbers::bad);
    }

    /** The same, but others are bad. */
    static List<String> values(int from, int to, IntPredicate bad) {
        return IntStream.range(from, to)
                .mapToObj(n -> bad.test(n) ? "<" + n + "> is no JSON" : "\"<" + n + ">\"")
                .toList();
    }

    static int badIn(int from, int to) {
        return (int) IntStream.range(from, to).filter(Numbers::bad).count();
    }

    static void collect(String text, Sequence into) {
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            into.add(Integer.parseInt(matcher.group(1)));
        }
    }

    static void collect(byte[] text, Sequence into) {
        collect(new String(text, StandardCharsets.UTF_8), into);
    }
}
