package io.penstock.rest.extension;

import java.lang.reflect.InvocationHandler;
import org.glassfish.jersey.server.model.Invocable;
import org.glassfish.jersey.server.spi.internal.ResourceMethodInvocationHandlerProvider;
import org.jspecify.annotations.Nullable;

/** Lets methods of extensions' resources run under the extension's class loader. */
final class ScopedMethods implements ResourceMethodInvocationHandlerProvider {

    @Override
    public @Nullable InvocationHandler create(Invocable method) {
        ClassLoader loader = method.getHandler().getHandlerClass().getClassLoader();
        if (loader == ScopedMethods.class.getClassLoader()) {
            return null;
        }
        return (resource, called, arguments) -> {
            try (LoaderScope scope = LoaderScope.enter(loader)) {
                return called.invoke(resource, arguments);
            }
        };
    }
}
