/** Senders that customers run, unchanged, and what of theirs is stored. */
@NullMarked
package io.pharos.e2e.senders;

import org.jspecify.annotations.NullMarked;
