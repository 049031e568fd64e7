/** Recording rules: a query's result becomes a series of its own. */
@NullMarked
package io.pharos.alert.record;

import org.jspecify.annotations.NullMarked;
