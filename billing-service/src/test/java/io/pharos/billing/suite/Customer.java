package io.pharos.billing.suite;

import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import io.pharos.tenancy.testing.FakeRouter;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Asks as a tenant's admin. */
public record Customer(FakeRouter router, TenantId tenant) {
    public RequestSpecification asks(Scope... scopes) {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .header("X-Tenant-ID", tenant.value())
                .header("Authorization", "Bearer " + router.issuer().tenantToken(tenant, Role.ADMIN, scopes));
    }

    /** Asks as the platform's administration. */
    public RequestSpecification operator() {
        return RestAssured.given()
                .contentType(ContentType.JSON)
                .header("Authorization", "Bearer " + router.issuer().platformToken());
    }

    /** A meter of the tenant's own that sums a resource type up. */
    public void meter(String code, String resourceType) {
        asks().body(Map.of("code", code, "resourceType", resourceType, "aggregation", "sum"))
                .post("/api/v1/meters")
                .then()
                .statusCode(201);
    }

    /** As if the tenant had had the plan that ships since then, where it has none that long. */
    public void subscribedSince(Database database, Instant time) {
        database.transact(session -> {
            boolean there = session.first(
                            "select 1 as one from subscription where tenant_id = $1 and from_at <= $2",
                            row -> row.getInteger("one"),
                            tenant.value(),
                            time)
                    .isPresent();
            if (!there) {
                session.change("delete from subscription where tenant_id = $1", tenant.value());
                session.change(
                        "insert into subscription (tenant_id, from_at, plan, version, created_by)"
                                + " values ($1, $2, 'standard', 1, 'test')",
                        tenant.value(),
                        time);
            }
            return there;
        });
    }

    /** Samples that the suite's own services told of in an hour. */
    public void used(Database database, Instant time, long samples) {
        used(database, time, "samples", samples);
    }

    /** What the suite's own services told of in an hour. */
    public void used(Database database, Instant time, String resourceType, long quantity) {
        database.transact(session -> {
            session.change("select make_usage_partitions(($1::timestamptz)::date, ($1::timestamptz)::date)", time);
            session.change("""
                    insert into usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity,
                        duration_ms, source, event_id, stored_at)
                    values ($1, $3, gen_random_uuid(), $4, 'collector', 'u', $2, 0, 'test',
                        gen_random_uuid()::text, now())
                    """, time, BigDecimal.valueOf(quantity), tenant.value(), resourceType);
            return session.change(
                    "insert into usage_dirty (tenant_id, hour) values ($2, date_trunc('hour', $1::timestamptz, 'UTC'))"
                            + " on conflict do nothing",
                    time,
                    tenant.value());
        });
    }

    /** Tells events; answers with what became of each. */
    public List<String> tells(List<Map<String, Object>> events) {
        return asks().body(events)
                .post("/api/v1/usage")
                .then()
                .statusCode(200)
                .extract()
                .path("results.status");
    }

    public static Map<String, Object> event(String id, String resourceType, Object quantity, Instant time) {
        Map<String, Object> data = new HashMap<>(Map.of("resource_type", resourceType, "quantity", quantity));
        return new HashMap<>(Map.of("id", id, "time", time.toString(), "data", data));
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> with(Map<String, Object> event, String field, Object value) {
        Map<String, Object> copy = new HashMap<>(event);
        Map<String, Object> data = new HashMap<>((Map<String, Object>) event.getOrDefault("data", Map.of()));
        data.put(field, value);
        copy.put("data", data);
        return copy;
    }

    /** A meter's quantity in total over a time, as JSON has it; empty where nothing was used. */
    public List<String> quantity(String meter, Instant from, Instant to) {
        List<String> quantities = asks().queryParam("meter", meter)
                .queryParam("from", from.toString())
                .queryParam("to", to.toString())
                .get("/api/v1/usage")
                .then()
                .statusCode(200)
                .extract()
                .path("meters[0].quantities.quantity");
        return new ArrayList<>(quantities);
    }
}
