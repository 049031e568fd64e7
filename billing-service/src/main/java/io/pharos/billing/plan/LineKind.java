package io.pharos.billing.plan;

/** What a line charges for, or takes back. */
public enum LineKind {
    RECURRING,
    USAGE,
    DISCOUNT,
    /** What is let off above a maximum spend. */
    RELIEF,
    /** What is missing to a minimum spend. */
    TRUE_UP,
    /** What is missing to the commitment over all usage. */
    COMMITMENT,
    /** What an earlier bill of the same period charged. */
    BILLED_BEFORE,
    /** What usage that came too late for its own bill changes of it. */
    CORRECTION
}
