package io.penstock.console.gogo.access;

import io.penstock.api.ConnectWorker;
import io.penstock.api.deadletter.DeadLetterQueues;
import io.penstock.api.plugin.PluginCatalog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Follows the worker's services as they come and go, so that the shell is there before and after them. */
@Component(service = WorkerAccess.class)
public final class DynamicWorkerAccess implements WorkerAccess {

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable ConnectWorker worker;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable PluginCatalog catalog;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable DeadLetterQueues deadLetters;

    @Override
    public Optional<DeadLetterQueues> findDeadLetters() {
        return Optional.ofNullable(deadLetters);
    }

    @Override
    public Optional<ConnectWorker> findWorker() {
        return Optional.ofNullable(worker);
    }

    @Override
    public Optional<PluginCatalog> findCatalog() {
        return Optional.ofNullable(catalog);
    }
}
