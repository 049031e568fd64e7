package io.pharos.gateway.quota;

import java.time.Duration;

/** What the quotas say to one request. */
public sealed interface Verdict {
    /** No quota holds for this caller; the answer carries no quota headers. */
    record Unlimited() implements Verdict {}

    /** Admitted by all of them; {@code remaining} of the tightest, {@code reset} is when its oldest drops out. */
    record Granted(Quota tightest, int remaining, Duration reset) implements Verdict {}

    /** Refused by that one: as many requests as it allows lie within its last second; then there is room. */
    record Exhausted(Quota quota, Duration pause) implements Verdict {}

    /** Nobody can count now, and this role is not served uncounted. */
    record Uncounted() implements Verdict {}
}
