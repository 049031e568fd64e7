package io.pharos.tenancy.config;

import io.pharos.tenancy.egress.AddressPolicy;
import io.pharos.tenancy.egress.Cidr;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressGuard;
import io.quarkus.arc.DefaultBean;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The guard of what leaves the suite, and the client that goes through it. */
@Singleton
final class EgressBeans {
    @Produces
    @Singleton
    @DefaultBean
    EgressGuard guard(EgressConfig config) {
        AddressPolicy policy = new AddressPolicy(ranges(config.allow()), ranges(config.deny()));
        return new EgressGuard(policy, host -> List.of(InetAddress.getAllByName(host)));
    }

    @Produces
    @Singleton
    EgressClient client(Vertx vertx, EgressGuard guard, EgressConfig config) {
        var bounds = new EgressClient.Bounds(config.deadline(), config.maxBytes(), config.maxCalls());
        return new EgressClient(vertx, guard, bounds);
    }

    void close(@Disposes EgressClient client) {
        client.close();
    }

    private static List<Cidr> ranges(Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream().map(Cidr::parse).toList();
    }
}
