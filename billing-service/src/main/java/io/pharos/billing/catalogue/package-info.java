/** Price plans in versions: written, priced on past usage, published, never changed. */
@NullMarked
package io.pharos.billing.catalogue;

import org.jspecify.annotations.NullMarked;
