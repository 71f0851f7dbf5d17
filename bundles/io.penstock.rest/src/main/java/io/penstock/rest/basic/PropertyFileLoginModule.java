package io.penstock.rest.basic;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Properties;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;
import org.jspecify.annotations.Nullable;

/**
 * Knows users and passwords from a properties file, {@code name=password}, named by the option {@code file}. The file is
 * read at each login, so that a change counts at once. A file without users lets nobody in; Apache's module lets everybody
 * in then.
 */
public final class PropertyFileLoginModule implements LoginModule {

    private static final String FILE = "file";

    private @Nullable CallbackHandler callbacks;
    private @Nullable Object file;

    @Override
    public void initialize(
            Subject subject, CallbackHandler handler, Map<String, ?> sharedState, Map<String, ?> options) {
        callbacks = handler;
        file = options.get(FILE);
    }

    /** Succeeds, or fails with a {@link LoginException} that tells no password. */
    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("name");
        PasswordCallback password = new PasswordCallback("password", false);
        ask(name, password);
        String expected = name.getName() == null ? null : users().getProperty(name.getName());
        char[] given = password.getPassword();
        password.clearPassword();
        if (expected == null || given == null || !same(expected, new String(given))) {
            throw new FailedLoginException("Unknown user or wrong password");
        }
        return true;
    }

    @Override
    public boolean commit() {
        return true;
    }

    @Override
    public boolean abort() {
        return true;
    }

    @Override
    public boolean logout() {
        return true;
    }

    private void ask(Callback... questions) throws LoginException {
        CallbackHandler handler = callbacks;
        if (handler == null) {
            throw new LoginException("The login module was not initialized");
        }
        try {
            handler.handle(questions);
        } catch (IOException | UnsupportedCallbackException e) {
            throw failed("Name and password are not to be had", e);
        }
    }

    private Properties users() throws LoginException {
        if (!(file instanceof String location) || location.isBlank()) {
            throw new LoginException("The option " + FILE + " of the login module names no file of users");
        }
        Properties users = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(location), StandardCharsets.UTF_8)) {
            users.load(reader);
            return users;
        } catch (IOException | IllegalArgumentException e) {
            throw failed("The file of users " + location + " (option " + FILE + ") cannot be read", e);
        }
    }

    private static LoginException failed(String message, Exception cause) {
        LoginException failure = new LoginException(message + ": " + cause);
        failure.initCause(cause);
        return failure;
    }

    /** Takes the same time wherever they differ. */
    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
