/** What a client sent, read once and strictly: parameters, times, durations. Pure. */
@NullMarked
package io.pharos.gateway.request;

import org.jspecify.annotations.NullMarked;
