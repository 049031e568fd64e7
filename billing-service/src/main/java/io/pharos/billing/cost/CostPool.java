package io.pharos.billing.cost;

import io.pharos.billing.meter.SuiteMeters;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.regex.Pattern;

/**
 * Something that the suite runs on and that costs money: {@code query} tells from the operator's Prometheus how many
 * units were consumed in the hour that ends at the time it is asked for, {@code price} is what a unit costs, in major
 * units. An hour's cost is shared out to tenants by their usage of {@code resourceType} in that hour.
 */
record CostPool(
        String code,
        String name,
        String query,
        BigDecimal price,
        Currency currency,
        String resourceType,
        Instant since) {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final int LONGEST = 2000;

    CostPool {
        if (!CODE.matcher(code).matches() || name.isBlank() || name.length() > 80) {
            throw malformed("A pool has a code of lower-case words with hyphens, and a name of at most 80 characters.");
        }
        if (price.signum() < 0) {
            throw malformed("'price' is what a unit costs: zero or more.");
        }
        if (!SuiteMeters.owns(resourceType)) {
            throw malformed("'sharedBy' is a resource type of the suite's own meters, such as 'samples'.");
        }
        requireQuery(query);
    }

    private static void requireQuery(String query) {
        if (query.length() > LONGEST) {
            throw malformed("'query' has at most " + LONGEST + " characters.");
        }
        try {
            PromqlParser.parse(query, ParserOptions.everything());
        } catch (PromqlException e) {
            throw malformed("'query' is no PromQL: " + e.getMessage());
        }
    }

    static Problem malformed(String detail) {
        return Problem.of(Kind.MALFORMED, "cost.malformed-pool", detail);
    }
}
