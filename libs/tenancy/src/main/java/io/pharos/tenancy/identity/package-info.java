/** How a service proves to another service who it is. */
@NullMarked
package io.pharos.tenancy.identity;

import org.jspecify.annotations.NullMarked;
