package io.pharos.gateway.api;

import static io.pharos.gateway.suite.Surroundings.NUMBER_OF_ACME;
import static io.pharos.gateway.suite.Surroundings.NUMBER_OF_INITECH;

import io.pharos.model.TenantId;
import io.pharos.tenancy.testing.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A way to look for another tenant's data: a request, with {@code OTHER} for the other's name and {@code SELF} for one's
 * own. The raw engine answers it with something that only the other has; the gateway must not.
 */
record Probe(String name, String path, Map<String, List<String>> parameters) {
    private static final String TRICK_RAMP =
            "label_replace(vector(0),\"i\",\"0\",\"\",\"\") or label_replace(vector(1),\"i\",\"1\",\"\",\"\")";

    /** Requests that name no tenant: the wall bounds them. */
    static List<Probe> namingNobody() {
        return List.of(
                query("a metric of both", "secret_revenue"),
                query("a metric of the other alone", "only_OTHER"),
                query("any metric", "{__name__=~\".+\"}"),
                query("all that is not mine by a label", "{__name__!=\"\", shop!~\"nothing\"}"),
                query("numbers by tenant", "max by (tenant_id) (secret_revenue)"),
                query("a range", "secret_revenue[5m]"),
                query("a subquery", "max_over_time(only_OTHER[2m:15s])"),
                query("the parameter of an aggregation", "quantile(scalar(only_OTHER) / 100000, " + TRICK_RAMP + ")"),
                query("a count by a parameter", "count_values(\"v\", only_OTHER)"),
                query("a scalar", "vector(scalar(only_OTHER))"),
                query("a join", "secret_revenue * on (job) group_right (shop) only_OTHER / only_OTHER"),
                range("a range query", "only_OTHER"),
                range("a range query over all", "{job=\"j\"}"),
                exemplars("exemplars of a metric", "secret_revenue"),
                exemplars(
                        "exemplars of the parameter of an aggregation", "topk(scalar(secret_revenue), secret_revenue)"),
                new Probe("series", "series", Map.of("match[]", List.of("secret_revenue"))),
                new Probe("series by two selectors", "series", Map.of("match[]", List.of("only_OTHER", "up"))),
                new Probe("labels", "labels", Map.of()),
                new Probe("labels of a metric", "labels", Map.of("match[]", List.of("secret_revenue"))),
                new Probe("values of a label", "label/shop/values", Map.of()),
                new Probe("values of a label of the other", "label/label_of_OTHER/values", Map.of()),
                new Probe("metric names", "label/__name__/values", Map.of()),
                new Probe("tenants", "label/tenant_id/values", Map.of()));
    }

    /** Requests that name a tenant by its label: the wall refuses them. */
    static List<Probe> namingTenants() {
        return List.of(
                query("the other", "secret_revenue{tenant_id=\"OTHER\"}"),
                query("anybody", "secret_revenue{tenant_id=~\".*\"}"),
                query("anybody else", "secret_revenue{tenant_id!=\"SELF\"}"),
                query("either", "secret_revenue{tenant_id=~\"SELF|OTHER\"}"),
                query(
                        "the other, in the parameter of an aggregation",
                        "quantile(scalar(only_OTHER{tenant_id=\"OTHER\"}) / 100000, " + TRICK_RAMP + ")"),
                query(
                        "the other, beside oneself",
                        "secret_revenue{tenant_id=\"SELF\"} or secret_revenue{tenant_id=\"OTHER\"}"),
                query(
                        "the other, under one's own name",
                        "label_replace(secret_revenue{shop=~\".*OTHER\"}, \"tenant_id\", \"SELF\", \"\", \"\")"),
                query("the other, by values", "count_values(\"tenant_id\", secret_revenue)"));
    }

    private static Probe query(String name, String expression) {
        return new Probe(name, "query", Map.of("query", List.of(expression)));
    }

    private static Probe exemplars(String name, String expression) {
        Instant now = Instant.now();
        return new Probe(
                name,
                "query_exemplars",
                Map.of(
                        "query", List.of(expression),
                        "start", List.of(now.minusSeconds(600).toString()),
                        "end", List.of(now.toString())));
    }

    private static Probe range(String name, String expression) {
        Instant now = Instant.now();
        return new Probe(
                name,
                "query_range",
                Map.of(
                        "query", List.of(expression),
                        "start", List.of(now.minusSeconds(120).toString()),
                        "end", List.of(now.toString()),
                        "step", List.of("15s")));
    }

    /** This probe aimed at a tenant by another. */
    Probe at(TenantId other, TenantId self) {
        Map<String, List<String>> aimed = new TreeMap<>();
        parameters.forEach((key, values) -> aimed.put(
                key,
                values.stream()
                        .map(value -> value.replace("OTHER", other.value()).replace("SELF", self.value()))
                        .toList()));
        return new Probe(name, path.replace("OTHER", other.value()), aimed);
    }

    /** Whether an answer holds anything that only that tenant has; what the request itself said does not count. */
    boolean tellsOf(TenantId other, String answer) {
        String number = number(other);
        String said = path.equals("label/label_of_" + other + "/values") ? "\"x\"" : "-of-" + other;
        return answer.contains(number)
                || answer.contains("0." + number.replace(".", ""))
                || answer.contains(said)
                || answer.contains("\"label_of_" + other)
                || answer.contains("\"only_" + other)
                || answer.contains('"' + other.value() + '"');
    }

    private static String number(TenantId tenant) {
        return Double.toString(tenant.equals(Tenants.ACME) ? NUMBER_OF_ACME : NUMBER_OF_INITECH);
    }

    @Override
    public String toString() {
        return name;
    }
}
