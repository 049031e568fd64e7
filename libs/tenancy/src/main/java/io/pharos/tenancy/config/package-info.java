/** Configuration that every service shares, the beans it makes, and the guards at the start. */
@NullMarked
package io.pharos.tenancy.config;

import org.jspecify.annotations.NullMarked;
