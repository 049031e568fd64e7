/**
 * What a plan gives a tenant to spend: samples a day, reserved by estimate and settled by what was read; and seconds at
 * engines a minute, which protect and are never billed.
 */
@NullMarked
package io.pharos.gateway.cost;

import org.jspecify.annotations.NullMarked;
