/** What was sent, where, when, with which answer: the notification log that tenants read. */
@NullMarked
package io.pharos.alert.history;

import org.jspecify.annotations.NullMarked;
