/** Unit economics: what a customer costs to win, is worth, and leaves as margin. */
@NullMarked
package io.pharos.billing.economics;

import org.jspecify.annotations.NullMarked;
