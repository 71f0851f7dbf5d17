package io.penstock.rest.jaxrs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.databind.util.LookupCache;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import io.penstock.api.ConnectWorker;
import io.penstock.api.deadletter.AuditPage;
import io.penstock.api.deadletter.DeadLetter;
import io.penstock.api.deadletter.LetterPage;
import io.penstock.api.deadletter.ReasonCount;
import io.penstock.api.deadletter.ReasonReport;
import io.penstock.api.deadletter.Replay;
import io.penstock.api.deadletter.ReplayState;
import io.penstock.api.plugin.PluginCatalog;
import io.penstock.rest.error.BodyErrors;
import io.penstock.rest.error.ThrowableMapper;
import io.penstock.rest.extension.ExtensionSet;
import io.penstock.rest.model.deadletter.LetterStream;
import io.penstock.rest.resource.Answers;
import io.penstock.rest.resource.Resources;
import io.penstock.rest.resource.SideServices;
import io.penstock.rest.secret.Secrets;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.internal.RuntimeDelegateImpl;
import org.jspecify.annotations.Nullable;

/**
 * JAX-RS with all resources. Nothing is discovered: what is not registered here is not there, which also keeps start-up
 * short. It is built before there is a worker, for that takes longer than all the rest; resources are made when the first
 * request needs them.
 */
public final class JerseyApplication implements AutoCloseable {

    private static final Map<String, Object> SETTINGS = Map.of(
            CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true,
            CommonProperties.METAINF_SERVICES_LOOKUP_DISABLE, true,
            CommonProperties.PROVIDER_DEFAULT_DISABLE, "ALL",
            ServerProperties.WADL_FEATURE_DISABLE, true,
            ServerProperties.BV_FEATURE_DISABLE, true,
            ServerProperties.RESOURCE_VALIDATION_DISABLE, true);

    /** How long requests may take to end when the extensions change, in ms. */
    private static final long RETIRE_MS = 5_000;

    private final ObjectMapper json = mapper();

    private final RuntimeDelegate delegate;
    private volatile Generation generation;
    private volatile @Nullable Services services;

    private record Services(
            ConnectWorker worker, PluginCatalog catalog, SideServices side, Secrets secrets, Answers answers) {}

    /** Sets the JVM's JAX-RS delegate, which the resources' own use of the JAX-RS API needs. */
    public JerseyApplication() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JerseyApplication.class.getClassLoader());
        try {
            delegate = new RuntimeDelegateImpl();
            RuntimeDelegate.setInstance(delegate);
            generation = new Generation(application(), ExtensionSet.none());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What the resources are about; called once, before the first request. */
    public void connect(
            ConnectWorker worker, PluginCatalog catalog, SideServices side, Secrets secrets, Answers answers) {
        services = new Services(worker, catalog, side, secrets, answers);
    }

    /** Serves with these extensions from now on; returns when the requests under way with others have ended, or late. */
    public void use(ExtensionSet extensions) {
        Generation next;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(JerseyApplication.class.getClassLoader());
        try {
            next = new Generation(application(), extensions);
        } finally {
            thread.setContextClassLoader(before);
        }
        Generation last = generation;
        generation = next;
        last.retire(RETIRE_MS);
    }

    /** What serves a request that begins now. */
    Generation generation() {
        return generation;
    }

    /** What writes and reads bodies. */
    public ObjectMapper json() {
        return json;
    }

    /** Ends JAX-RS and lets go of the delegate, which would keep the bundle's classes alive. */
    @Override
    public void close() {
        generation.retire(0);
        if (RuntimeDelegate.getInstance() == delegate) {
            RuntimeDelegate.setInstance(null);
        }
    }

    /** With a type cache of its own: the one that all mappers share would keep the bundle's classes alive. */
    private static ObjectMapper mapper() {
        LookupCache<Object, JavaType> types = new LRUMap<>(16, 200);
        return JsonMapper.builder()
                .typeFactory(TypeFactory.defaultInstance().withCache(types))
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .addModule(letters())
                .withConfigOverride(DeadLetter.class, JerseyApplication::withoutNulls)
                .withConfigOverride(DeadLetter.Reason.class, JerseyApplication::withoutNulls)
                .withConfigOverride(DeadLetter.Origin.class, JerseyApplication::withoutNulls)
                .withConfigOverride(DeadLetter.Content.class, JerseyApplication::withoutNulls)
                .withConfigOverride(LetterPage.class, JerseyApplication::withoutNulls)
                .withConfigOverride(ReasonReport.class, JerseyApplication::withoutNulls)
                .withConfigOverride(ReasonCount.class, JerseyApplication::withoutNulls)
                .withConfigOverride(AuditPage.class, JerseyApplication::withoutNulls)
                .withConfigOverride(Replay.class, JerseyApplication::withoutNulls)
                .build();
    }

    /** The records of the API about dead letters are written as they are. */
    private static SimpleModule letters() {
        return new SimpleModule("dead letters")
                .addSerializer(Instant.class, ToStringSerializer.instance)
                .addSerializer(ReplayState.class, ToStringSerializer.instance);
    }

    private static void withoutNulls(MutableConfigOverride type) {
        type.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    }

    private ResourceConfig application() {
        return new ResourceConfig()
                .registerInstances(
                        new JacksonJsonProvider(json),
                        new LetterStream.Writer(json),
                        new BodyErrors(),
                        new ThrowableMapper(),
                        new AdminDoor(),
                        binder())
                .registerClasses(Set.copyOf(Resources.ALL))
                .addProperties(SETTINGS);
    }

    private AbstractBinder binder() {
        return new AbstractBinder() {
            @Override
            protected void configure() {
                bindFactory(() -> service(Services::worker)).to(ConnectWorker.class);
                bindFactory(() -> service(Services::catalog)).to(PluginCatalog.class);
                bindFactory(() -> service(Services::side)).to(SideServices.class);
                bindFactory(() -> service(Services::secrets)).to(Secrets.class);
                bindFactory(() -> service(Services::answers)).to(Answers.class);
            }
        };
    }

    private <T> T service(Function<Services, T> which) {
        Services connected = services;
        if (connected == null) {
            throw new IllegalStateException("A request came before there was a worker");
        }
        return which.apply(connected);
    }
}
