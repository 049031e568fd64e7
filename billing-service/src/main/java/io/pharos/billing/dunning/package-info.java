/** What happens to who does not pay: reminded, restricted, suspended, and back at once when it is settled. */
@NullMarked
package io.pharos.billing.dunning;

import org.jspecify.annotations.NullMarked;
