package io.pharos.alert.state;

/** The state of a whole rule: that of its most advanced alert. */
public enum RuleStatus {
    UNKNOWN,
    INACTIVE,
    PENDING,
    FIRING;

    /** The status of a single alert. */
    public static RuleStatus of(AlertPhase phase) {
        return switch (phase) {
            case AlertPhase.Pending _ -> PENDING;
            case AlertPhase.Firing _ -> FIRING;
            case AlertPhase.Resolved _ -> INACTIVE;
        };
    }
}
