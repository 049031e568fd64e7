/** Replicas of a sender, of which one is stored: Mimir's HA tracker, elected in Redis. */
@NullMarked
package io.pharos.collector.ha;

import org.jspecify.annotations.NullMarked;
