/** Taxes as EN 16931 computes them: by category, on the rounded base. */
@NullMarked
package io.pharos.billing.tax;

import org.jspecify.annotations.NullMarked;
