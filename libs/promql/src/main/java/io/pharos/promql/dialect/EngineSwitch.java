package io.pharos.promql.dialect;

import java.util.Optional;

/** What an operator can switch on in an engine of the Prometheus family; off unless the directory says otherwise. */
public enum EngineSwitch {
    EXPERIMENTAL_FUNCTIONS("promql-experimental-functions"),
    DURATION_EXPRESSIONS("promql-duration-expr"),
    EXTENDED_RANGE_SELECTORS("promql-extended-range-selectors"),
    FILL_MODIFIERS("promql-binop-fill-modifiers");

    private final String flag;

    EngineSwitch(String flag) {
        this.flag = flag;
    }

    /** The name that Prometheus takes in {@code --enable-feature}. */
    public String flag() {
        return flag;
    }

    public static Optional<EngineSwitch> parse(String flag) {
        for (EngineSwitch candidate : values()) {
            if (candidate.flag.equals(flag)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
