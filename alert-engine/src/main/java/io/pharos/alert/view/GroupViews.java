package io.pharos.alert.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.alert.engine.Engine;
import io.pharos.alert.ownership.Member;
import io.pharos.alert.ruler.Owner;
import io.pharos.alert.run.GroupLoop;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** A tenant's groups as they are, wherever they run: those of other replicas are asked of them. */
@Singleton
final class GroupViews {
    private static final Logger LOG = Logger.getLogger(GroupViews.class);
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private final Engine engine;
    private final SuiteHttp http;
    private final ServiceIdentity identity;
    private final ObjectMapper json;

    @Inject
    GroupViews(Engine engine, SuiteHttp http, ServiceIdentity identity, ObjectMapper json) {
        this.engine = engine;
        this.http = http;
        this.identity = identity;
        this.json = json;
    }

    /** Those that run here. */
    List<GroupJson> here(TenantId tenant, Environment environment) {
        return engine.loops().stream()
                .map(GroupLoop::view)
                .filter(view -> view.group().key().tenant().equals(tenant)
                        && view.group().key().environment().equals(environment))
                .map(GroupWriter::write)
                .toList();
    }

    /** All, by namespace and name; one that nobody tells of is shown as its file has it. */
    List<GroupJson> everywhere(TenantId tenant, Environment environment) {
        SortedMap<String, GroupJson> groups = new TreeMap<>();
        known(tenant, environment).forEach(group -> groups.put(id(group), group));
        here(tenant, environment).forEach(group -> groups.computeIfPresent(id(group), (id, old) -> group));
        for (Member peer : engine.alive()) {
            if (!peer.equals(engine.me()) && peer.serves(tenant)) {
                of(peer, tenant, environment).forEach(group -> groups.computeIfPresent(id(group), (id, old) -> group));
            }
        }
        return groups.values().stream()
                .sorted(Comparator.comparing(GroupJson::file).thenComparing(GroupJson::name))
                .toList();
    }

    private List<GroupJson> known(TenantId tenant, Environment environment) {
        List<GroupJson> groups = new ArrayList<>();
        engine.setting(new Owner(tenant, environment))
                .ifPresent(setting -> engine.groups().forEach((key, group) -> {
                    if (key.tenant().equals(tenant) && key.environment().equals(environment)) {
                        groups.add(GroupWriter.unknown(key.namespace(), group, setting));
                    }
                }));
        return groups;
    }

    private List<GroupJson> of(Member peer, TenantId tenant, Environment environment) {
        URI uri = URI.create(peer.address() + InternalGroupsResource.PATH + "/" + tenant + "/" + environment);
        try {
            Reply reply = http.get(uri, Map.of("Authorization", "Bearer " + identity.token()), MOST_BYTES);
            if (reply.status() == 200) {
                return List.of(json.readValue(reply.body(), GroupJson[].class));
            }
            LOG.warnf("another replica does not tell of its groups: %s answers %d", peer.address(), reply.status());
        } catch (JsonProcessingException e) {
            LOG.error("another replica's groups cannot be read", e);
        } catch (IOException | Problem e) {
            LOG.warnf("another replica does not tell of its groups: %s: %s", peer.address(), e.getMessage());
        }
        return List.of();
    }

    private static String id(GroupJson group) {
        return group.file() + '\n' + group.name();
    }
}
