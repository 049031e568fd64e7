package io.pharos.alert.template.function;

import io.pharos.alert.series.Sample;
import java.util.List;

/** Answers {@code query} of a template: the expression is the tenant's own text, so who answers must enforce the tenant. */
@FunctionalInterface
public interface QuerySource {
    /** The results at the evaluation's time; refuses with an {@link ExpansionException}. */
    List<Sample.Number> query(String expression);
}
