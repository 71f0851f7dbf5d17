package io.penstock.core.task;

import io.penstock.core.plugin.PluginScope;
import java.lang.reflect.InvocationTargetException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The class of a task, which its connector has named. Its bundle has to be held while it is used.
 *
 * @param spec the task
 * @param name the class's
 */
public record TaskClass(TaskSpec spec, String name) {

    /** The class that a task's configuration names. */
    public static TaskClass of(TaskSpec spec) {
        String name = spec.config().get("task.class");
        if (name == null) {
            throw new ConnectException("The task's configuration has no task.class; restart the connector, which makes"
                    + " the configurations of its tasks");
        }
        return new TaskClass(spec, name);
    }

    /** Makes an instance, under the connector's loader. */
    public <T extends Task> T make(Class<T> as) {
        ClassLoader loader = spec.connector().loader();
        try (PluginScope scope = PluginScope.enter(loader)) {
            Class<?> type = Class.forName(name, true, loader);
            if (!as.isAssignableFrom(type)) {
                throw new ConnectException("Task class " + name + " of connector "
                        + spec.connector().className() + " is not a " + as.getName()
                        + ", as a connector of this type must have");
            }
            return as.cast(type.getDeclaredConstructor().newInstance());
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new ConnectException("The constructor of task class " + name + " failed: " + cause, cause);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ConnectException(
                    "Task class " + name + " of bundle " + spec.connector().bundle()
                            + " could not be loaded or made: " + e
                            + ". It has to be public, in the connector's own bundle,"
                            + " with a public constructor without arguments",
                    e);
        }
    }
}
