package io.pharos.billing.usage;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A quantity of a meter: from when (none for the whole period), of which group. Exact; JSON has it as a text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Quantity(
        @Nullable Instant from,
        Map<String, String> group,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal quantity) {
    public Quantity {
        group = Map.copyOf(group);
    }
}
