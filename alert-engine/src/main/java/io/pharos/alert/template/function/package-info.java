/** The functions of templates: Go's own, Prometheus's and vmalert's. */
@NullMarked
package io.pharos.alert.template.function;

import org.jspecify.annotations.NullMarked;
