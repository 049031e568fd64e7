/** Writing what rules make into the tenant's engine. */
@NullMarked
package io.pharos.alert.write;

import org.jspecify.annotations.NullMarked;
