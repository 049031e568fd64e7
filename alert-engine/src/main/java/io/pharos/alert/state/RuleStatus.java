package io.pharos.alert.state;

/** The state of a whole rule: that of its most advanced alert. */
public enum RuleStatus {
    UNKNOWN,
    INACTIVE,
    PENDING,
    FIRING
}
