package io.pharos.alert.suite;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** A capability's configuration without the service around it. */
public final class Settings {
    private static final int ANY = 100;

    private Settings() {}

    /** Its defaults but for these. */
    public static <T> T of(Class<T> capability, Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withMapping(capability)
                .withConverter(Duration.class, ANY, new DurationConverter())
                .withDefaultValues(given)
                .build()
                .getConfigMapping(capability);
    }
}
