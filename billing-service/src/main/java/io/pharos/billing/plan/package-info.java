/** Price plans as data, and the pure rating of usage by them into an invoice's lines. */
@NullMarked
package io.pharos.billing.plan;

import org.jspecify.annotations.NullMarked;
