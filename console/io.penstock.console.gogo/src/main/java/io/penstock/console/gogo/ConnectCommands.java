package io.penstock.console.gogo;

import io.penstock.console.gogo.access.WorkerAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Offers each command as a Gogo function of the scope {@code connect}, to every shell that takes such services. One
 * service for each: a Gogo {@link Function} does not learn under which name it was called.
 */
@Component(
        service = {},
        immediate = true)
public final class ConnectCommands {

    /** What Karaf's help shows of a command that is a {@link Function}. */
    private static final String DESCRIPTION = "osgi.command.description";

    private final BundleContext context;
    private final WorkerAccess access;
    private final List<ServiceRegistration<Function>> registrations = new ArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public ConnectCommands(BundleContext context, @Reference WorkerAccess access) {
        this.context = context;
        this.access = access;
    }

    @Activate
    void register() {
        for (Commands command : Commands.values()) {
            Map<String, Object> properties = Map.of(
                    CommandProcessor.COMMAND_SCOPE,
                    Commands.SCOPE,
                    CommandProcessor.COMMAND_FUNCTION,
                    command.commandName(),
                    DESCRIPTION,
                    command.description());
            registrations.add(context.registerService(
                    Function.class, new ConnectFunction(command, access), FrameworkUtil.asDictionary(properties)));
        }
    }

    @Deactivate
    void unregister() {
        registrations.forEach(ServiceRegistration::unregister);
        registrations.clear();
    }
}
