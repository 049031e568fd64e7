/** What is done to a result on its way to the client, chunk by chunk and without holding it. */
@NullMarked
package io.pharos.gateway.result;

import org.jspecify.annotations.NullMarked;
