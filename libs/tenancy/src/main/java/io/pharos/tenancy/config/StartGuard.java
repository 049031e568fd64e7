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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Stops the start on a misspelt {@code pharos.*} key, and in production on a setting that is unsafe there. */
@Singleton
final class StartGuard {
    private static final Logger LOG = Logger.getLogger(StartGuard.class);
    private static final String ENVIRONMENT = "EnvConfigSource";
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
        refuseUnknown(new KnownKeys(prefixes(beans)).unknown(config.getPropertyNames()), config);
        if (production.enabled()) {
            refuseUnsafe(settings);
        }
    }

    /** Variables of the environment may be the launcher's or Kubernetes' own: those are told, and no more. */
    private static void refuseUnknown(List<String> unknown, Config config) {
        Map<Boolean, List<String>> byOrigin = unknown.stream()
                .collect(Collectors.partitioningBy(
                        key -> String.valueOf(config.getConfigValue(key).getSourceName())
                                .startsWith(ENVIRONMENT)));
        List<String> misspelt = byOrigin.getOrDefault(false, List.of());
        if (!misspelt.isEmpty()) {
            throw new IllegalStateException(
                    "No capability of this service reads " + misspelt + ": correct or remove what is misspelt.");
        }
        List<String> variables = byOrigin.getOrDefault(true, List.of());
        if (!variables.isEmpty()) {
            LOG.infof("Variables of the environment that no capability of this service reads: %s", variables);
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
