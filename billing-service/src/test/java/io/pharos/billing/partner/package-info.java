@NullMarked
package io.pharos.billing.partner;

import org.jspecify.annotations.NullMarked;
