/** What happens at start, in order. */
@NullMarked
package io.pharos.router.start;

import org.jspecify.annotations.NullMarked;
