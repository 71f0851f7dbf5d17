package io.penstock.itests.architecture.rule;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import io.penstock.itests.architecture.house.House;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may import whom. A bundle may use what it is drawn beside and whatever that one may use; anything not drawn is
 * forbidden, a bundle that is not drawn included.
 */
public final class BundleImports {

    private static final String PROJECT = "io.penstock.";
    private static final String KAFKA = PROJECT + "kafka";
    private static final String KAFKA_PACKAGES = "org.apache.kafka";

    private static final Map<String, Set<String>> DRAWN = Map.ofEntries(
            drawn("kafka"),
            drawn("api", "kafka"),
            drawn("core", "api"),
            drawn("cluster", "core"),
            drawn("rest", "api"),
            drawn("console.gogo", "api"),
            drawn("deployer", "api"),
            drawn("json", "kafka"),
            drawn("converters", "kafka"),
            drawn("transforms", "kafka"),
            drawn("connect.file", "kafka"),
            drawn("connect.datagen", "kafka"));

    private BundleImports() {}

    /** A class uses classes of its own bundle and of the bundles its own may import. */
    public static ArchRule onlyAsDrawn(House house) {
        return classes()
                .should(condition("import only the bundles drawn", (type, events) -> check(house, type, events)))
                .allowEmptyShould(true);
    }

    /** A bundle's classes lie in the package that the bundle is named after, or below. */
    public static ArchRule onlyPackagesOfTheBundle(House house) {
        return classes()
                .should(condition("lie in the package named like their bundle", (type, events) -> {
                    String bundle = house.bundleOf(type).orElseThrow();
                    if (!isWithin(type.getPackageName(), bundle)) {
                        events.add(violated(type, type.getName() + " lies in the bundle " + bundle));
                    }
                }))
                .allowEmptyShould(true);
    }

    private static void check(House house, JavaClass type, ConditionEvents events) {
        String own = house.bundleOf(type).orElseThrow();
        if (!DRAWN.containsKey(own)) {
            events.add(violated(type, type.getName() + " lies in " + own + ", a bundle that is not drawn"));
            return;
        }
        Set<String> allowed = reach(own);
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
            Optional<String> other = bundleOf(house, dependency.getTargetClass().getBaseComponentType());
            if (other.isPresent() && !allowed.contains(other.get())) {
                events.add(violated(
                        dependency, own + " may not import " + other.get() + ": " + dependency.getDescription()));
            }
        }
    }

    /** A class of the project that no known bundle has counts as a bundle named like its package. */
    private static Optional<String> bundleOf(House house, JavaClass type) {
        Optional<String> known = house.bundleOf(type);
        if (known.isPresent()) {
            return known;
        }
        String name = type.getPackageName();
        if (isWithin(name, KAFKA_PACKAGES)) {
            return Optional.of(KAFKA);
        }
        return name.startsWith(PROJECT) ? Optional.of(name) : Optional.empty();
    }

    private static Set<String> reach(String bundle) {
        Set<String> all = new HashSet<>(Set.of(bundle));
        DRAWN.get(bundle).forEach(next -> all.addAll(reach(next)));
        return all;
    }

    private static boolean isWithin(String packageName, String root) {
        return (packageName + '.').startsWith(root + '.');
    }

    private static Map.Entry<String, Set<String>> drawn(String bundle, String... imports) {
        Set<String> names = new HashSet<>();
        for (String name : imports) {
            names.add(PROJECT + name);
        }
        return Map.entry(PROJECT + bundle, names);
    }

    private static ArchCondition<JavaClass> condition(String text, Check check) {
        return new ArchCondition<>(text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                check.of(type, events);
            }
        };
    }

    private interface Check {
        void of(JavaClass type, ConditionEvents events);
    }
}
