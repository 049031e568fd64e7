/** What a plan brings with it. */
@NullMarked
package io.pharos.billing.subscription;

import org.jspecify.annotations.NullMarked;
