/** Refusals on the wire: problem+json and the closed list of codes. */
@NullMarked
package io.pharos.tenancy.problem;

import org.jspecify.annotations.NullMarked;
