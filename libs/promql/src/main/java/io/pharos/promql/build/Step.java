package io.pharos.promql.build;

import io.pharos.promql.ast.AggregateOp;
import io.pharos.promql.ast.BinaryOp;
import io.pharos.promql.ast.VectorMatching;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is done to what the steps before it give. */
public sealed interface Step {
    /**
     * A function over a range, such as {@code rate}. Directly on a metric the range is of its samples; after other
     * steps, or where {@code resolution} is given, they are evaluated again and again over the range (a subquery; a
     * resolution of zero is the engine's default).
     */
    record OverTime(
            String function,
            List<Literal> arguments,
            Duration range,
            @Nullable Duration resolution) implements Step {
        public OverTime {
            arguments = List.copyOf(arguments);
        }

        public OverTime(String function, Duration range) {
            this(function, List.of(), range, null);
        }
    }

    /** A function of what there is and of literals, in the order of its signature: {@code histogram_quantile(0.9, …)}. */
    record Apply(String function, List<Literal> arguments) implements Step {
        public Apply {
            arguments = List.copyOf(arguments);
        }

        public Apply(String function, Literal... arguments) {
            this(function, List.of(arguments));
        }
    }

    /** An aggregation by some labels, or over all but some. */
    record Aggregate(AggregateOp op, @Nullable Literal parameter, boolean without, List<String> labels)
            implements Step {
        public Aggregate {
            labels = List.copyOf(labels);
        }

        public static Aggregate by(AggregateOp op, String... labels) {
            return new Aggregate(op, null, false, List.of(labels));
        }
    }

    /** An operation with a number, which stands on the right unless it comes first: {@code 1 - …}. */
    record WithNumber(BinaryOp op, Literal.Number number, boolean first, boolean bool) implements Step {
        public WithNumber(BinaryOp op, double number) {
            this(op, Literal.Number.of(number), false, false);
        }
    }

    /** An operation with another query on its right; a matching of null is the standard one, or none for scalars. */
    record WithQuery(
            BinaryOp op, BuilderQuery right, @Nullable VectorMatching matching, boolean bool) implements Step {}
}
