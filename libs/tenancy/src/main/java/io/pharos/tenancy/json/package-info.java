/** The JSON form of the suite's words. */
@NullMarked
package io.pharos.tenancy.json;

import org.jspecify.annotations.NullMarked;
