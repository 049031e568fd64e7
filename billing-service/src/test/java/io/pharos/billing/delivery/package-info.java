@NullMarked
package io.pharos.billing.delivery;

import org.jspecify.annotations.NullMarked;
