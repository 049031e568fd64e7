/** Who may ask an engine now: a place for each question at once, and a fair queue of tenants for those places. */
@NullMarked
package io.pharos.gateway.fairness;

import org.jspecify.annotations.NullMarked;
