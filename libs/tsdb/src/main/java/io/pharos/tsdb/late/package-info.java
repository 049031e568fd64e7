/** What late samples make untrue: writers tell how far back they reached, whoever keeps results of queries listens. */
@NullMarked
package io.pharos.tsdb.late;

import org.jspecify.annotations.NullMarked;
