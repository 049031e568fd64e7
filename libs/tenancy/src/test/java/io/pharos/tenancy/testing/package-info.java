/** A tenant-router in one process, for the tests of every service. */
@NullMarked
package io.pharos.tenancy.testing;

import org.jspecify.annotations.NullMarked;
