/** Telling of alerts: from an evaluation to Alertmanager and to receivers. Start at {@link io.pharos.alert.notify.AlertmanagerNotifier}. */
@NullMarked
package io.pharos.alert.notify;

import org.jspecify.annotations.NullMarked;
