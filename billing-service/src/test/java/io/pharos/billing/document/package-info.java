@NullMarked
package io.pharos.billing.document;

import org.jspecify.annotations.NullMarked;
