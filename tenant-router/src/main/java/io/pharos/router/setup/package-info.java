/** What a customer pastes into its own tools to send and to read. */
@NullMarked
package io.pharos.router.setup;

import org.jspecify.annotations.NullMarked;
