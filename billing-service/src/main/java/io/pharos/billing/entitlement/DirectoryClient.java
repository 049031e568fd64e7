package io.pharos.billing.entitlement;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.TenantId;
import io.pharos.tenancy.config.DirectoryConfig;
import io.pharos.tenancy.http.SuiteHttp;
import io.pharos.tenancy.identity.ServiceIdentity;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/** Writes what billing decides into tenant-router's directory, as the service that it is. */
@Singleton
class DirectoryClient {
    private static final long MAX_BYTES = 64 * 1024;
    private static final int DONE = 204;

    private final SuiteHttp http;
    private final ServiceIdentity identity;
    private final URI directory;
    private final ObjectMapper json;

    DirectoryClient(SuiteHttp http, ServiceIdentity identity, DirectoryConfig config, ObjectMapper json) {
        this.http = http;
        this.identity = identity;
        this.directory = config.url();
        this.json = json;
    }

    void write(TenantId tenant, Standing standing) throws IOException {
        URI uri = directory.resolve("/internal/v1/tenants/" + tenant.value() + "/standing");
        Map<String, String> headers = Map.of("Authorization", "Bearer " + identity.token());
        SuiteHttp.Document answer = http.postJson(uri, headers, json.writeValueAsBytes(standing), MAX_BYTES);
        if (answer.status() != DONE) {
            throw new IOException(directory + " answered " + answer.status());
        }
    }
}
