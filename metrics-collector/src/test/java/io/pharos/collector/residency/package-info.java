/** Where written data goes. */
@NullMarked
package io.pharos.collector.residency;

import org.jspecify.annotations.NullMarked;
