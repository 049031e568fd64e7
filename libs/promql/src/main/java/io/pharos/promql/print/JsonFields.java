package io.pharos.promql.print;

import io.pharos.promql.ast.At;
import io.pharos.promql.ast.DurationExpr;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of one object, in the order in which they are added. */
final class JsonFields {
    /** What is still to be written, each value at its place among the text. */
    sealed interface Part {
        record Text(String text) implements Part {}

        record Tree(Expr expr) implements Part {}

        record DurationTree(DurationExpr expr) implements Part {}
    }

    private final List<Part> parts = new ArrayList<>();
    private String before = "{";

    JsonFields raw(String key, String json) {
        parts.add(new Part.Text(before + "\"" + key + "\":" + json));
        before = ",";
        return this;
    }

    JsonFields text(String key, String value) {
        return raw(key, Json.string(value));
    }

    JsonFields tree(String key, @Nullable Expr expr) {
        if (expr == null) {
            return raw(key, "null");
        }
        raw(key, "");
        parts.add(new Part.Tree(expr));
        return this;
    }

    JsonFields trees(String key, List<Expr> exprs) {
        raw(key, "[");
        for (int i = 0; i < exprs.size(); i++) {
            if (i > 0) {
                parts.add(new Part.Text(","));
            }
            parts.add(new Part.Tree(exprs.get(i)));
        }
        parts.add(new Part.Text("]"));
        return this;
    }

    JsonFields duration(String key, @Nullable DurationExpr expr) {
        if (expr == null) {
            return raw(key, "null");
        }
        raw(key, "");
        parts.add(new Part.DurationTree(expr));
        return this;
    }

    /** The length in milliseconds, zero where it is calculated, and the calculation. */
    JsonFields span(String key, TimeSpan span) {
        return switch (span) {
            case TimeSpan.Fixed fixed ->
                raw(key, String.valueOf(fixed.length().toNanos() / 1_000_000)).raw(key + "Expr", "null");
            case TimeSpan.Computed computed -> raw(key, "0").duration(key + "Expr", computed.expr());
        };
    }

    JsonFields at(@Nullable At at) {
        return bound(at).timestamp(at);
    }

    JsonFields bound(@Nullable At at) {
        return at instanceof At.Bound bound ? text("startOrEnd", bound.symbol()) : raw("startOrEnd", "null");
    }

    JsonFields timestamp(@Nullable At at) {
        return raw("timestamp", at instanceof At.Timestamp t ? String.valueOf(t.millis()) : "null");
    }

    List<Part> parts() {
        return parts;
    }

    JsonFields end() {
        parts.add(new Part.Text("}"));
        return this;
    }
}
