/** API clients: who may ask for tokens, with which secret, for which tenant. */
@NullMarked
package io.pharos.router.clients;

import org.jspecify.annotations.NullMarked;
