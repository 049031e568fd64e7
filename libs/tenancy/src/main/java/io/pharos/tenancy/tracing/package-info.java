/** Which requests are traced by spans. */
@NullMarked
package io.pharos.tenancy.tracing;

import org.jspecify.annotations.NullMarked;
