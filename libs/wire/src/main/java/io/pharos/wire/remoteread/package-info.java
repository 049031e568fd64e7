/** Prometheus's remote read protocol 1.0: requests, and answers looked through on their encoded bytes. */
@NullMarked
package io.pharos.wire.remoteread;

import org.jspecify.annotations.NullMarked;
