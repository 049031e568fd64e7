@NullMarked
package io.pharos.billing.dunning;

import org.jspecify.annotations.NullMarked;
