/** The wall watched from outside: answers looked through, attempts recorded, and a canary that tries to get over it. */
@NullMarked
package io.pharos.gateway.isolation;

import org.jspecify.annotations.NullMarked;
