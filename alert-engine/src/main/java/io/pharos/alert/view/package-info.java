/** Rules and alerts as Prometheus's API shows them, of all replicas together. */
@NullMarked
package io.pharos.alert.view;

import org.jspecify.annotations.NullMarked;
