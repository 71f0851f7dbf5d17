package io.penstock.itests.architecture.rule;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Map;
import java.util.TreeMap;

/** How many types a package may have. */
public final class PackageSize {

    /** The size budget: top-level types a package; nested ones and the package's own file do not count. */
    public static final int MAXIMUM = 15;

    private PackageSize() {}

    /** Every package keeps to the budget. */
    public static ArchRule isWithinTheBudget() {
        return classes()
                .should(new ArchCondition<>("be one of at most " + MAXIMUM + " types of their package") {
                    private final Map<String, Integer> sizes = new TreeMap<>();
                    private final Map<String, JavaPackage> packages = new TreeMap<>();

                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                            sizes.merge(type.getPackageName(), 1, Integer::sum);
                            packages.put(type.getPackageName(), type.getPackage());
                        }
                    }

                    @Override
                    public void finish(ConditionEvents events) {
                        sizes.forEach((name, size) -> {
                            if (size > MAXIMUM) {
                                events.add(violated(packages.get(name), name + " has " + size + " types"));
                            }
                        });
                    }
                })
                .allowEmptyShould(true);
    }
}
