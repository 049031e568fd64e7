/** Which replica evaluates which group: PostgreSQL holds owners and epochs, each slot is claimed once. */
@NullMarked
package io.pharos.alert.ownership;

import org.jspecify.annotations.NullMarked;
