/** Price plans from YAML, read strictly: what is not understood is refused with its line. */
@NullMarked
package io.pharos.billing.plan.yaml;

import org.jspecify.annotations.NullMarked;
