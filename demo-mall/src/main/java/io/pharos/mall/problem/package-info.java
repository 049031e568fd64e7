/** Refusals as RFC 9457 problem+json. */
@NullMarked
package io.pharos.mall.problem;

import org.jspecify.annotations.NullMarked;
