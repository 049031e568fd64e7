/** The price models: each a closed formula from usage to an exact, unrounded price. */
@NullMarked
package io.pharos.billing.rating.model;

import org.jspecify.annotations.NullMarked;
