package io.pharos.alert.routing;

import io.pharos.alert.notify.AlertmanagerClient;
import io.pharos.alert.notify.Destinations;
import io.pharos.alert.notify.NotifyConfig;
import io.pharos.alert.routing.AlertmanagerFile.Relay;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gives the platform's Alertmanager the routings of all tenants: by its configuration file, and by telling every member
 * to read it. What a member refuses is taken back, so that nobody's routes stop because of another's.
 */
@Singleton
class AlertmanagerReload {
    private final NotifyConfig.Shared config;
    private final AlertmanagerClient client;
    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();

    AlertmanagerReload(NotifyConfig config, AlertmanagerClient client) {
        this.config = config.shared();
        this.client = client;
        this.file = this.config.configFile().map(Path::of).orElse(null);
    }

    /** Has these routings in force when it returns, or throws and has those before. */
    void ensure(SortedMap<TenantId, Routing> routings) {
        if (file == null) {
            return;
        }
        Relay relay = new Relay(config.relayUrl(), config.relaySecretFile().orElse(null));
        lock.lock();
        try {
            String before = Files.exists(file) ? Files.readString(file) : "";
            String after = AlertmanagerFile.render(routings, relay);
            if (!after.equals(before)) {
                exchange(before, after);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Alertmanager's configuration file cannot be written", e);
        } finally {
            lock.unlock();
        }
    }

    private void exchange(String before, String after) throws IOException {
        write(after);
        Optional<String> refusal = refusal();
        if (refusal.isPresent()) {
            write(before);
            refusal();
            throw Problem.of(
                    Kind.UNPROCESSABLE, "notify.routing-refused", "Alertmanager refuses the routing: " + refusal.get());
        }
    }

    /** What the first member that does not take the file says. */
    private Optional<String> refusal() {
        for (URI member : config.urls().orElse(List.of())) {
            try {
                var reply = client.call("POST", URI.create(member + "/-/reload"), Destinations.access(config), null);
                if (!reply.ok()) {
                    return Optional.of(
                            "HTTP " + reply.status() + " " + reply.body().strip());
                }
            } catch (IOException e) {
                // A member that is away reads the file when it comes back.
                continue;
            }
        }
        return Optional.empty();
    }

    private void write(String text) throws IOException {
        Path target = file;
        if (target == null) {
            throw new IllegalStateException("no file to write");
        }
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.writeString(fresh, text);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
