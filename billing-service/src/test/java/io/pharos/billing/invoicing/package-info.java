@NullMarked
package io.pharos.billing.invoicing;

import org.jspecify.annotations.NullMarked;
