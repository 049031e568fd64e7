/** What senders say of their metrics: type, help, unit. */
@NullMarked
package io.pharos.wire.metadata;

import org.jspecify.annotations.NullMarked;
