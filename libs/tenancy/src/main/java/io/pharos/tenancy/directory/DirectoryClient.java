package io.pharos.tenancy.directory;

import com.fasterxml.jackson.databind.ObjectReader;
import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import io.pharos.tenancy.json.PharosModule;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pulls the directory from tenant-router's internal API into a {@link CachedTenantDirectory}, by version. */
public final class DirectoryClient {
    private static final long MAX_BYTES = 256L * 1024 * 1024;

    private final SuiteHttp http;
    private final URI uri;
    private final ServiceIdentity identity;
    private final CachedTenantDirectory directory;
    private final ObjectReader reader = PharosModule.mapper().readerFor(DirectorySnapshot.class);
    private @Nullable String version;

    public DirectoryClient(SuiteHttp http, URI base, ServiceIdentity identity, CachedTenantDirectory directory) {
        this.http = http;
        this.uri = base.resolve("/internal/v1/directory");
        this.identity = identity;
        this.directory = directory;
    }

    /** Asks once; afterwards the directory is as new as the router's. Called by one thread. */
    public void pull() throws IOException {
        Reply reply = http.get(uri, headers(), MAX_BYTES);
        switch (reply.status()) {
            case 200 -> {
                directory.accept(reader.readValue(reply.body()));
                version = reply.version().orElse(null);
            }
            case 304 -> directory.confirm();
            default -> throw new IOException(uri + " answered " + reply.status());
        }
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        headers.put("Authorization", "Bearer " + identity.token());
        if (version != null) {
            headers.put("If-None-Match", version);
        }
        return headers;
    }
}
