package io.penstock.rest.http;

import io.penstock.rest.settings.StartException;
import io.penstock.rest.settings.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the files of certificates from time to time, and lets listeners use what is new in them. Looking works for
 * every kind of file system and for links that are turned round, as orchestrators do with mounted secrets. Not
 * thread-safe: {@link #run} is called by one thread after the other.
 */
final class CertificateWatch implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateWatch.class);

    private final Tls tls;
    private final List<SslContextFactory.Server> factories;
    private List<String> seen;

    /** Begins with the files as they are; called before the factories have read them, so that no change is missed. */
    CertificateWatch(Tls tls, List<SslContextFactory.Server> factories) {
        this.tls = tls;
        this.factories = factories;
        this.seen = stamps();
    }

    /** Reloads if a file has changed since the last call. A file that cannot be used is tried again when it changes. */
    @Override
    public void run() {
        List<String> now = stamps();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            tls.reload(factories);
            LOG.info("Certificates reloaded from {}; open connections keep theirs", tls.files());
        } catch (StartException e) {
            LOG.warn("Certificates not reloaded, the old ones stay in use: {}. {}", e.getMessage(), e.hint());
        }
    }

    private List<String> stamps() {
        return tls.files().stream().map(CertificateWatch::stamp).toList();
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.lastModifiedTime() + "/" + now.size() + "/" + now.fileKey();
        } catch (IOException e) {
            return e.getClass().getName();
        }
    }
}
