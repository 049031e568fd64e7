/** What an issued document says, and the forms that it is given in: JSON, CSV, HTML, Factur-X, FOCUS, e-fapiao. Pure. */
@NullMarked
package io.pharos.billing.document;

import org.jspecify.annotations.NullMarked;
