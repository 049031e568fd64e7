/** Tests of tracks. */
@NullMarked
package io.pharos.billing.track;

import org.jspecify.annotations.NullMarked;
