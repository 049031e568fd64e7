@NullMarked
package io.pharos.billing.payment;

import org.jspecify.annotations.NullMarked;
