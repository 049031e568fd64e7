/** Where each tenant's data goes: hops that every service adds, and moves between engines, both in Redis. */
@NullMarked
package io.pharos.lineage;

import org.jspecify.annotations.NullMarked;
