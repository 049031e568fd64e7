/** What tenants are told: messages that are written with what they tell of, and delivered afterwards. */
@NullMarked
package io.pharos.billing.delivery;

import org.jspecify.annotations.NullMarked;
