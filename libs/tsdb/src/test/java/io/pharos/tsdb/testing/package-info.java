/** For tests of whoever writes to or reads from engines: a real engine's process, and an engine that misbehaves. */
@NullMarked
package io.pharos.tsdb.testing;

import org.jspecify.annotations.NullMarked;
