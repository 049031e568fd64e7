package io.pharos.billing.plan.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The plan that ships with the service, as text. */
public final class ShippedPlan {
    private ShippedPlan() {}

    public static String text() {
        try (InputStream file = Objects.requireNonNull(ShippedPlan.class.getResourceAsStream("/plans/standard.yaml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
