package io.pharos.billing.meter;

/** Which of two events with one key counts; billing systems disagree, so the plan says it. */
public enum DuplicateRule {
    FIRST_WINS,
    LAST_WINS
}
