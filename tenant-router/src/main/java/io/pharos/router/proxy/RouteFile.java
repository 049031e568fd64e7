package io.pharos.router.proxy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Scope;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the route table from the resource {@code routes.json}, the one list of what is public. */
public final class RouteFile {
    private static final String RESOURCE = "/routes.json";
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private RouteFile() {}

    public static RouteTable read(ObjectMapper json) {
        try (InputStream in = Objects.requireNonNull(RouteFile.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            List<Row> rows = json.readValue(in, new TypeReference<>() {});
            return new RouteTable(rows.stream().map(Row::route).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row as it stands in the file; what is left out has the usual value. */
    @RegisterForReflection
    record Row(
            String path,
            Set<String> methods,
            String service,
            @Nullable String scope,
            @Nullable String errors,
            @Nullable String deadline,
            @Nullable Boolean tenant) {
        Route route() {
            return new Route(
                    path,
                    methods,
                    service,
                    scope == null ? null : Scope.parse(scope).orElseThrow(),
                    errors == null ? ErrorShape.PROBLEM : ErrorShape.valueOf(errors.toUpperCase(Locale.ROOT)),
                    deadline == null ? DEADLINE : Duration.parse(deadline),
                    tenant == null || tenant);
        }
    }
}
