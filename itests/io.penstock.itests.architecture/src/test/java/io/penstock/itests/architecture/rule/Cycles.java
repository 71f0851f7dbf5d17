package io.penstock.itests.architecture.rule;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.penstock.itests.architecture.house.House;
import java.util.function.Function;

/** Nothing may need itself by way of others. */
public final class Cycles {

    private Cycles() {}

    /** No cycle between packages, in one bundle or across several; a package and one below it are two. */
    public static ArchRule noneBetweenPackages() {
        return slices().assignedFrom(by("package", JavaClass::getPackageName))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** No cycle between bundles. */
    public static ArchRule noneBetweenBundles(House house) {
        return slices().assignedFrom(by("bundle", type -> house.bundleOf(type).orElse("")))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    private static SliceAssignment by(String what, Function<JavaClass, String> slice) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                String name = slice.apply(type);
                return name.isEmpty() ? SliceIdentifier.ignore() : SliceIdentifier.of(name);
            }

            @Override
            public String getDescription() {
                return what;
            }
        };
    }
}
