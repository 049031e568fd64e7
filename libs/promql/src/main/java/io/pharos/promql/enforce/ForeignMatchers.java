package io.pharos.promql.enforce;

/** What becomes of a client's own matcher on a label that the wall holds, when it is not equality with the right value. */
public enum ForeignMatchers {
    /** The query is refused, so a mistake or an attack is seen. */
    REFUSE,
    /** The matcher gives way to the wall's own, so dashboards written for a wider view keep working. */
    REPLACE
}
