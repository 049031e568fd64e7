package io.pharos.tenancy.config;

import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Stops the start on a misspelt {@code pharos.*} key, and in production on a setting that is unsafe there. */
@Singleton
final class StartGuard {
    private static final int FIRST = 1;

    /** Read by every service, also where no bean of it asks for them. */
    private static final Set<String> EVERYWHERE = Set.of(
            "pharos.directory",
            "pharos.token",
            "pharos.identity",
            "pharos.secrets",
            "pharos.egress",
            "pharos.production",
            "pharos.usage");

    void check(
            @Observes @Priority(FIRST) StartupEvent event,
            Config config,
            BeanManager beans,
            ProductionConfig production,
            @All List<UnsafeSetting> settings) {
        List<String> unknown = new KnownKeys(prefixes(beans)).unknown(config.getPropertyNames());
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "No capability of this service reads " + unknown + ": correct or remove what is misspelt.");
        }
        if (production.enabled()) {
            refuseUnsafe(settings);
        }
    }

    private static void refuseUnsafe(List<UnsafeSetting> settings) {
        List<String> complaints = settings.stream()
                .map(UnsafeSetting::complaint)
                .flatMap(Optional::stream)
                .toList();
        if (!complaints.isEmpty()) {
            throw new IllegalStateException("Not safe for production (pharos.production.enabled): " + complaints);
        }
    }

    private static Set<String> prefixes(BeanManager beans) {
        Set<String> prefixes = new HashSet<>(EVERYWHERE);
        for (var bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            for (Type type : bean.getTypes()) {
                if (type instanceof Class<?> c && c.isAnnotationPresent(ConfigMapping.class)) {
                    prefixes.add(c.getAnnotation(ConfigMapping.class).prefix());
                }
            }
        }
        return prefixes;
    }
}
