/** Standard Webhooks 1.0.0: how a delivery is signed and checked. */
@NullMarked
package io.pharos.billing.webhook;

import org.jspecify.annotations.NullMarked;
