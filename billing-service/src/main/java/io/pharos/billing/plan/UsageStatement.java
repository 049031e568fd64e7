package io.pharos.billing.plan;

import io.pharos.billing.rating.model.Usage;
import java.util.Map;

/** What was used in a period, by meter; a meter that is not there was not used. */
public record UsageStatement(Map<String, Usage> byMeter) {
    public static final UsageStatement NOTHING = new UsageStatement(Map.of());

    public UsageStatement {
        byMeter = Map.copyOf(byMeter);
    }

    public Usage of(String meter) {
        return byMeter.getOrDefault(meter, Usage.NONE);
    }
}
