/** Telling of alerts: from an evaluation to Alertmanager and to receivers. */
@NullMarked
package io.pharos.alert.notify;

import org.jspecify.annotations.NullMarked;
