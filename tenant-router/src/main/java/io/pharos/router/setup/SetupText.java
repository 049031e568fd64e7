package io.pharos.router.setup;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;

/** Configuration to paste, filled in for one environment of one tenant; secrets are named, never written. */
record SetupText(String publicUrl, TenantId tenant, Environment environment, String clientId) {
    private static final String PROMETHEUS = """
            # prometheus.yml of {tenant}, environment {environment}.
            # Put the secret of the client into the file named below, for Prometheus alone to read.
            remote_write:
              # The tenant stands in the path too: some versions of Prometheus (2.42) forget 'headers'.
              - name: pharos
                url: {url}/t/{tenant}/api/v1/write
                headers:
                  X-Tenant-ID: {tenant}
                  X-Environment: {environment}
                oauth2:
                  client_id: {client}
                  client_secret_file: /etc/prometheus/pharos-client-secret
                  token_url: {url}/oauth2/token
                  scopes: ["metrics:write"]
                queue_config:
                  # Without it Prometheus drops what it sends over the rate.
                  retry_on_http_429: true
            """;
    private static final String GRAFANA = """
            # Grafana data source of {tenant}, environment {environment}: provisioning/datasources/pharos.yaml.
            # Grafana reads the secret of the client from its environment.
            apiVersion: 1
            datasources:
              - name: Pharos {tenant} {environment}
                uid: pharos-{tenant}-{environment}
                type: prometheus
                access: proxy
                url: {url}/t/{tenant}/prometheus
                basicAuth: true
                basicAuthUser: {client}
                jsonData:
                  httpMethod: POST
                  httpHeaderName1: X-Environment
                secureJsonData:
                  basicAuthPassword: $PHAROS_CLIENT_SECRET
                  httpHeaderValue1: {environment}
            """;
    private static final String OTEL_COLLECTOR = """
            # OpenTelemetry Collector of {tenant}, environment {environment}.
            # The collector reads the secret of the client from its environment.
            extensions:
              oauth2client:
                client_id: {client}
                client_secret: ${env:PHAROS_CLIENT_SECRET}
                token_url: {url}/oauth2/token
                scopes: ["metrics:write"]
            receivers:
              otlp:
                protocols:
                  grpc:
                  http:
            exporters:
              prometheusremotewrite:
                endpoint: {url}/api/v1/write
                auth:
                  authenticator: oauth2client
                headers:
                  X-Tenant-ID: {tenant}
                  X-Environment: {environment}
            service:
              extensions: [oauth2client]
              pipelines:
                metrics:
                  receivers: [otlp]
                  exporters: [prometheusremotewrite]
            """;

    String of(SetupFormat format) {
        return switch (format) {
            case PROMETHEUS -> fill(PROMETHEUS);
            case GRAFANA -> fill(GRAFANA);
            case OTEL_COLLECTOR -> fill(OTEL_COLLECTOR);
        };
    }

    private String fill(String template) {
        return template.replace("{url}", publicUrl)
                .replace("{tenant}", tenant.value())
                .replace("{environment}", environment.value())
                .replace("{client}", clientId);
    }
}
