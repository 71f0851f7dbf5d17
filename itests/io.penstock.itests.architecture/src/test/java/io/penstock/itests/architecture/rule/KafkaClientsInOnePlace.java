package io.penstock.itests.architecture.rule;

import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Kafka clients are made by one class of the core, under the class loader they need; made elsewhere, Kafka's
 * configuration classes may be poisoned for all.
 */
public final class KafkaClientsInOnePlace {

    private static final String CLIENTS = "org.apache.kafka.clients.";

    private static final Set<String> CONSTRUCTED = Set.of(
            CLIENTS + "producer.KafkaProducer",
            CLIENTS + "consumer.KafkaConsumer",
            CLIENTS + "consumer.KafkaShareConsumer",
            CLIENTS + "admin.KafkaAdminClient");

    private static final Set<String> CREATED = Set.of(CLIENTS + "admin.Admin", CLIENTS + "admin.AdminClient");

    private KafkaClientsInOnePlace() {}

    /** At most one class makes clients, and it lies in the core. */
    public static ArchRule areMade() {
        return classes()
                .should(new ArchCondition<>("leave the making of Kafka clients to one class of io.penstock.core") {
                    private final Map<String, List<JavaAccess<?>>> makers = new TreeMap<>();

                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                            if (makesClient(access.getTarget())) {
                                makers.computeIfAbsent(topLevel(type).getName(), name -> new ArrayList<>())
                                        .add(access);
                            }
                        }
                    }

                    @Override
                    public void finish(ConditionEvents events) {
                        makers.forEach((maker, accesses) -> {
                            if (makers.size() > 1 || !maker.startsWith("io.penstock.core.")) {
                                accesses.forEach(access -> events.add(violated(access, access.getDescription())));
                            }
                        });
                    }
                })
                .allowEmptyShould(true);
    }

    private static boolean makesClient(AccessTarget target) {
        String owner = target.getOwner().getName();
        return CONSTRUCTED.contains(owner) && target.getName().equals("<init>")
                || CREATED.contains(owner) && target.getName().equals("create");
    }

    private static JavaClass topLevel(JavaClass type) {
        return type.getEnclosingClass().map(KafkaClientsInOnePlace::topLevel).orElse(type);
    }
}
