/** Asking a tenant's engine what a rule's expression is at one time: enforced, bounded, read as it comes. */
@NullMarked
package io.pharos.alert.query;

import org.jspecify.annotations.NullMarked;
