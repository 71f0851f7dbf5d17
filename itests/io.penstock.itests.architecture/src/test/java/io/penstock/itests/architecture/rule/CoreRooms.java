package io.penstock.itests.architecture.rule;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** The rooms of the core and which of them may see which. */
public final class CoreRooms {

    private static final String CORE = "io.penstock.core";
    private static final String PIPELINE = CORE + ".pipeline";

    /** A room sees those before it, never one behind it. */
    private static final List<String> CHAIN =
            List.of("plugin", "config", "kafka", "metrics", "pipeline", "store", "task", "worker");

    /** Beyond the chain: the pipeline opens no client, so it does not see the place where they are made. */
    private static final Map<String, Set<String>> UNSEEN = Map.of("pipeline", Set.of("kafka"));

    /** The pipeline's inner rooms and what each sees beside the pipeline's own types. */
    private static final Map<String, Set<String>> PIPELINE_ROOMS = Map.of(
            "tolerance", Set.of(),
            "transform", Set.of("tolerance"),
            "convert", Set.of("tolerance"),
            "deadletter", Set.of("tolerance"),
            "assemble", Set.of("tolerance", "transform", "convert", "deadletter"));

    private CoreRooms() {}

    /** The rooms form a one-way chain, and every class of the core is in one of them. */
    public static ArchRule formAOneWayChain() {
        return classes()
                .that(lieIn(CORE))
                .should(seeOnly("rooms earlier in the chain " + CHAIN, CORE, CoreRooms::chainForbids))
                .allowEmptyShould(true);
    }

    /** The pipeline's rooms know retrying and nothing else of each other; only the assembly sees all of them. */
    public static ArchRule ofThePipelineMeetInTheAssemblyOnly() {
        return classes()
                .that(lieIn(PIPELINE))
                .should(seeOnly("what its room of the pipeline may", PIPELINE, CoreRooms::pipelineForbids))
                .allowEmptyShould(true);
    }

    private static Optional<String> chainForbids(String own, String other) {
        if (!CHAIN.contains(own)) {
            return Optional.of("\"" + own + "\" is no room of the core " + CHAIN);
        }
        boolean hidden = UNSEEN.getOrDefault(own, Set.of()).contains(other);
        return CHAIN.indexOf(other) <= CHAIN.indexOf(own) && CHAIN.contains(other) && !hidden
                ? Optional.empty()
                : Optional.of(own + " may not see " + other);
    }

    private static Optional<String> pipelineForbids(String own, String other) {
        if (own.isEmpty()) {
            return other.isEmpty() ? Optional.empty() : Optional.of("the pipeline's own types may not see " + other);
        }
        Set<String> seen = PIPELINE_ROOMS.get(own);
        if (seen == null) {
            return Optional.of("\"" + own + "\" is no room of the pipeline " + PIPELINE_ROOMS.keySet());
        }
        return other.isEmpty() || other.equals(own) || seen.contains(other)
                ? Optional.empty()
                : Optional.of(own + " may not see " + other);
    }

    private static ArchCondition<JavaClass> seeOnly(
            String what, String root, BiFunction<String, String, Optional<String>> forbids) {
        return new ArchCondition<>("see only " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                String own = room(type, root);
                forbids.apply(own, own).ifPresent(why -> events.add(violated(type, why + ": " + type.getName())));
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (isIn(target, root) && !room(target, root).equals(own)) {
                        forbids.apply(own, room(target, root))
                                .ifPresent(why ->
                                        events.add(violated(dependency, why + ": " + dependency.getDescription())));
                    }
                }
            }
        };
    }

    /** The first name after the root package; empty for the root package itself. */
    private static String room(JavaClass type, String root) {
        String below = type.getPackageName().substring(root.length());
        return Arrays.stream(below.split("\\."))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static DescribedPredicate<JavaClass> lieIn(String root) {
        return DescribedPredicate.describe(
                "lie in " + root,
                type -> isIn(type, root) && !type.getSimpleName().equals("package-info"));
    }

    private static boolean isIn(JavaClass type, String root) {
        return (type.getPackageName() + '.').startsWith(root + '.');
    }
}
