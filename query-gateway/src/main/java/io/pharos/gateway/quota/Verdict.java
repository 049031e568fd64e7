package io.pharos.gateway.quota;

import java.time.Duration;

/** What the quota says to one request. */
public sealed interface Verdict {
    /** No quota holds for this caller; the answer carries no quota headers. */
    record Unlimited() implements Verdict {}

    /** Admitted as one of {@code limit} a second; {@code reset} is when the first of those counted now drops out. */
    record Granted(int limit, int remaining, Duration reset) implements Verdict {}

    /** Refused: {@code limit} requests lie within the last second; {@code pause} is when the next has room. */
    record Exhausted(int limit, Duration pause) implements Verdict {}

    /** Nobody can count now, and this role is not served uncounted. */
    record Uncounted() implements Verdict {}
}
