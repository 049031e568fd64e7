/** Queries in words: what a query is, what it becomes, what it reads and what that costs. */
@NullMarked
package io.pharos.gateway.explain;

import org.jspecify.annotations.NullMarked;
