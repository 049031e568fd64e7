/** The demo mall: a customer's system that Pharos monitors; a shop per tenant, each with its own load. */
@NullMarked
package io.pharos.mall;

import org.jspecify.annotations.NullMarked;
