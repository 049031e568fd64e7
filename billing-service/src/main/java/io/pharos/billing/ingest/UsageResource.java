package io.pharos.billing.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.billing.ingest.ClientEvents.Result;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.pharos.tenancy.context.RequiresScope;
import io.pharos.tenancy.context.TenantContext;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Usage that a tenant counts itself, for meters of its own. */
@Path("/api/v1/usage")
@RequiresScope(Scope.USAGE_WRITE)
@RunOnVirtualThread
class UsageResource {
    private final ClientEvents clients;
    private final IngestConfig config;

    UsageResource(ClientEvents clients, IngestConfig config) {
        this.clients = clients;
        this.config = config;
    }

    /** What became of each event, in the order of the request. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record UsageView(long stored, long duplicates, long notCounted, List<Result> results) {
        static UsageView of(List<Result> results) {
            long stored = count(results, "stored");
            long duplicates = count(results, "duplicate");
            return new UsageView(stored, duplicates, results.size() - stored - duplicates, results);
        }

        private static long count(List<Result> results, String status) {
            return results.stream().filter(r -> r.status().equals(status)).count();
        }
    }

    @POST
    @Consumes({"application/json", "application/cloudevents-batch+json"})
    @Operation(
            summary = "Tells usage: a JSON array of CloudEvents",
            description = "Each event is judged by itself, and counted once by its id: send a batch again whenever the"
                    + " answer did not arrive. The source is the client of the token, whatever the event says.")
    public UsageView post(@Context TenantContext context, byte[] body) {
        try {
            var items = EventReader.readBatch(body, context.tenant(), config.requestBatch());
            return UsageView.of(clients.take(context.caller().clientId(), items));
        } catch (UnreadableEvent e) {
            throw Problem.of(
                    Kind.MALFORMED, "usage.malformed-batch", "This is no batch of events: " + e.getMessage() + ".");
        }
    }
}
