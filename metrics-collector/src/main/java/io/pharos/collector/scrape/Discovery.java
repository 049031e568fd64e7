package io.pharos.collector.scrape;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.collector.targets.HttpSource;
import io.pharos.collector.targets.TargetGroup;
import io.pharos.model.Problem;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressReply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Asks the addresses of http_sd, each on a thread of its own: one that hangs holds up no other tenant's. An address that
 * fails keeps the groups that it told last, as in Prometheus.
 */
@Singleton
class Discovery {
    private static final Logger LOG = Logger.getLogger(Discovery.class);
    private static final TypeReference<List<TargetGroup>> GROUPS = new TypeReference<>() {};

    private final EgressClient client;
    private final ObjectMapper json;
    private final Clock clock;
    private final Map<HttpSource, Told> told = new HashMap<>();

    private record Told(List<TargetGroup> groups, Instant due) {}

    Discovery(EgressClient client, ObjectMapper json, Clock clock) {
        this.client = client;
        this.json = json;
        this.clock = clock;
    }

    /** The groups that a source told last; where it is due it is asked again, and its answer is here the next time. */
    synchronized List<TargetGroup> groups(HttpSource source) {
        Instant now = clock.instant();
        Told known = told.getOrDefault(source, new Told(List.of(), Instant.MIN));
        if (!now.isBefore(known.due())) {
            told.put(source, new Told(known.groups(), now.plus(source.refresh())));
            Thread.ofVirtual().name("http-sd").start(() -> ask(source));
        }
        return known.groups();
    }

    private synchronized void note(HttpSource source, List<TargetGroup> groups) {
        told.computeIfPresent(source, (same, before) -> new Told(groups, before.due()));
    }

    /** Forgets sources that no job has any more. */
    synchronized void keepOnly(Set<HttpSource> sources) {
        told.keySet().retainAll(sources);
    }

    private void ask(HttpSource source) {
        try {
            EgressReply reply = client.send(
                    source.tenant(),
                    HttpMethod.GET,
                    source.url(),
                    Map.of("Accept", "application/json", "User-Agent", "Pharos"),
                    Buffer.buffer());
            if (reply.status() == 200) {
                note(source, read(reply));
            } else {
                LOG.infof("discovery at %s answered HTTP %d", source.url().getHost(), reply.status());
            }
        } catch (Problem failed) {
            LOG.infof("discovery at %s: %s", source.url().getHost(), failed.code());
        } catch (IOException e) {
            LOG.infof("discovery at %s told no target groups", source.url().getHost());
        }
    }

    private List<TargetGroup> read(EgressReply reply) throws IOException {
        List<TargetGroup> groups = json.readValue(reply.body().getBytes(), GROUPS);
        if (groups == null || groups.contains(null)) {
            throw new IOException("null is no target group");
        }
        return groups;
    }
}
