/** Work that recurs, shared out over a service's replicas: each item has one owner at a time. */
@NullMarked
package io.pharos.ownership;

import org.jspecify.annotations.NullMarked;
