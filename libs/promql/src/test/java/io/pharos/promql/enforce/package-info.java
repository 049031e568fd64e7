/** The tenant wall tried: by a corpus of known bypasses, by properties, and on real engines. */
@NullMarked
package io.pharos.promql.enforce;

import org.jspecify.annotations.NullMarked;
