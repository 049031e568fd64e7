package io.pharos.tenancy.testing;

import static org.assertj.core.api.Assertions.catchThrowable;

import io.pharos.model.Problem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Reads the refusal that a call ends in. */
public final class Refusals {
    private Refusals() {}

    /** The problem's status and code, as {@code 401 token.expired}; whatever else was thrown, or {@code none}. */
    public static String of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        if (thrown == null) {
            return "none";
        }
        Throwable cause = thrown.getCause() instanceof Problem inner ? inner : thrown;
        return cause instanceof Problem problem ? problem.kind().status() + " " + problem.code() : thrown.toString();
    }
}
