package io.pharos.router.admin;

import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Session;
import io.pharos.tenancy.token.Caller;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log of administrative acts; an entry is written in the transaction of its act: none without the other. */
@Singleton
public class Acts {
    private static final String ADD = """
            insert into administrative_act (actor, client_id, act, subject, tenant_id, detail)
            values ($1, $2, $3, $4, $5, $6)
            """;
    private static final String BOOTSTRAP = "bootstrap";

    private final Columns columns;

    Acts(Columns columns) {
        this.columns = columns;
    }

    /** One act: what was done to what, for which tenant; the detail never holds a secret. */
    public record Act(String name, String subject, @Nullable TenantId tenant, Map<String, ?> detail) {
        public Act {
            detail = Map.copyOf(detail);
        }
    }

    public void add(Session session, Caller caller, Act act) {
        write(session, caller.subject(), caller.clientId(), act);
    }

    /** An act that the operator's bootstrap file asks for. */
    public void addBootstrap(Session session, Act act) {
        write(session, BOOTSTRAP, BOOTSTRAP, act);
    }

    private void write(Session session, String actor, String clientId, Act act) {
        String tenant = act.tenant() == null ? null : act.tenant().value();
        session.change(ADD, actor, clientId, act.name(), act.subject(), tenant, columns.object(act.detail()));
    }
}
