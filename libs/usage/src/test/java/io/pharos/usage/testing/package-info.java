/** What tests of usage share with the services that read it. */
@NullMarked
package io.pharos.usage.testing;

import org.jspecify.annotations.NullMarked;
