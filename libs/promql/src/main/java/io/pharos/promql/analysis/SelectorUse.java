package io.pharos.promql.analysis;

import io.pharos.promql.ast.VectorSelector;
import java.time.Duration;

/**
 * One selector of a query in a window: the data it reads over the whole window, how often it is evaluated (subqueries
 * multiply that, a fixed time makes it once), and the range of each evaluation, zero for an instant selector.
 */
public record SelectorUse(VectorSelector selector, DataSpan span, long evaluations, Duration range) {}
