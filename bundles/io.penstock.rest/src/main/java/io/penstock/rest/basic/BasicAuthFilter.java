package io.penstock.rest.basic;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Base64;
import java.util.Locale;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses every request that does not log in, before anything else is found out about it. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class BasicAuthFilter implements ContainerRequestFilter {

    private static final String SCHEME = "basic ";

    private static final Logger LOG = LoggerFactory.getLogger(BasicAuthFilter.class);

    private final Configuration logins;

    BasicAuthFilter(Configuration logins) {
        this.logins = logins;
    }

    private record User(String name, String password) {}

    /** Who has logged in. */
    private record LoggedIn(String name, boolean isSecure) implements SecurityContext {

        @Override
        public Principal getUserPrincipal() {
            return () -> name;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public String getAuthenticationScheme() {
            return SecurityContext.BASIC_AUTH;
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        User user = user(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        if (user == null || !logsIn(user)) {
            request.abortWith(Response.status(Response.Status.UNAUTHORIZED)
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"kafka-connect\", charset=\"UTF-8\"")
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity("User cannot access the resource.")
                    .build());
            return;
        }
        request.setSecurityContext(
                new LoggedIn(user.name(), request.getSecurityContext().isSecure()));
    }

    private boolean logsIn(User user) {
        try {
            new LoginContext(
                            BasicAuthExtension.LOGIN,
                            new Subject(),
                            questions -> {
                                for (Callback question : questions) {
                                    answer(user, question);
                                }
                            },
                            logins)
                    .login();
            return true;
        } catch (LoginException e) {
            LOG.debug("A login over REST failed", e);
            return false;
        }
    }

    private static void answer(User user, Callback question) {
        if (question instanceof NameCallback name) {
            name.setName(user.name());
        } else if (question instanceof PasswordCallback password) {
            password.setPassword(user.password().toCharArray());
        }
    }

    /** RFC 7617; null for anything else. */
    private static @Nullable User user(@Nullable String authorization) {
        if (authorization == null || !authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return null;
        }
        try {
            byte[] decoded = Base64.getDecoder()
                    .decode(authorization.substring(SCHEME.length()).trim());
            String pair = new String(decoded, StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            return colon < 0 ? null : new User(pair.substring(0, colon), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
