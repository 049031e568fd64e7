/** Alertmanager's API as one tenant sees it: of an Alertmanager that many share, everybody gets what is theirs. */
@NullMarked
package io.pharos.alert.alertmanager;

import org.jspecify.annotations.NullMarked;
