/** The collector's surroundings in a test: router, engines, and a sender. */
@NullMarked
package io.pharos.collector.suite;

import org.jspecify.annotations.NullMarked;
