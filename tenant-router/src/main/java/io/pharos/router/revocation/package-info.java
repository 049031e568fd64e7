/** Access tokens that are no longer good although they have not expired. */
@NullMarked
package io.pharos.router.revocation;

import org.jspecify.annotations.NullMarked;
