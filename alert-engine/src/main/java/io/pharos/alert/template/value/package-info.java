/** The few kinds of values that templates know, and how Go writes them. */
@NullMarked
package io.pharos.alert.template.value;

import org.jspecify.annotations.NullMarked;
