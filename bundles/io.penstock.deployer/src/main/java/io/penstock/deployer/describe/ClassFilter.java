package io.penstock.deployer.describe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Chooses plugin classes by name. In a pattern {@code *} stands for any characters, everything else for itself.
 *
 * @param includes when there are any, a class must match one of them
 * @param excludes a class must match none of them
 */
public record ClassFilter(List<String> includes, List<String> excludes) {

    /** Copies the lists. */
    public ClassFilter {
        includes = List.copyOf(includes);
        excludes = List.copyOf(excludes);
    }

    /** Whether the class passes. */
    public boolean accepts(String className) {
        Predicate<String> matches = pattern -> matches(pattern, className);
        return (includes.isEmpty() || includes.stream().anyMatch(matches))
                && excludes.stream().noneMatch(matches);
    }

    /** The patterns that match none of the names: most likely they are misspelt, or the archive has changed. */
    public List<String> idlePatterns(Collection<String> classNames) {
        List<String> patterns = new ArrayList<>(includes);
        patterns.addAll(excludes);
        patterns.removeIf(pattern -> classNames.stream().anyMatch(name -> matches(pattern, name)));
        return List.copyOf(patterns);
    }

    private static boolean matches(String pattern, String className) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
        return className.matches(regex);
    }
}
