/** What is asked and in which order: shared queries, comparisons made here, dependencies between rules, and the labels of results. */
@NullMarked
package io.pharos.alert.evaluate;

import org.jspecify.annotations.NullMarked;
