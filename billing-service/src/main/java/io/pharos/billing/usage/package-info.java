/** What was used: quantities of meters, of now and as any bill knew them. */
@NullMarked
package io.pharos.billing.usage;

import org.jspecify.annotations.NullMarked;
