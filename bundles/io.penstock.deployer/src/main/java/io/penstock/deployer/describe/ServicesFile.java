package io.penstock.deployer.describe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One {@code META-INF/services} file, read by the rules of {@link java.util.ServiceLoader}: UTF-8, one class name a line,
 * {@code #} starts a comment, blank lines and repeated names do not count.
 *
 * @param classNames the classes named, in the file's order, each once
 * @param problems the lines that hold no class name
 */
record ServicesFile(List<String> classNames, List<Problem> problems) {

    /**
     * Reads a file's content. A byte that is no UTF-8 makes its line a problem, never the whole file.
     *
     * @param where names the file in problems
     */
    static ServicesFile parse(String where, byte[] content) {
        Set<String> names = new LinkedHashSet<>();
        List<Problem> problems = new ArrayList<>();
        int number = 0;
        for (String line : new String(content, StandardCharsets.UTF_8).split("\r\n|\r|\n", -1)) {
            number++;
            int comment = line.indexOf('#');
            String name = (comment < 0 ? line : line.substring(0, comment)).strip();
            if (name.isEmpty()) {
                continue;
            }
            if (isClassName(name)) {
                names.add(name);
            } else {
                problems.add(new Problem(
                        where + " line " + number, "\"" + printable(name) + "\" is not the name of a class"));
            }
        }
        return new ServicesFile(List.copyOf(names), List.copyOf(problems));
    }

    private static boolean isClassName(String text) {
        boolean segmentStart = true;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (segmentStart ? !Character.isJavaIdentifierStart(c) : c != '.' && !isPart(c)) {
                return false;
            }
            segmentStart = c == '.';
            i += Character.charCount(c);
        }
        return !segmentStart;
    }

    /** Control characters count as parts of an identifier in Java, but neither XML nor a file name can hold them. */
    private static boolean isPart(int c) {
        return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
