/** OpenTelemetry over HTTP: metrics into the tenant's engine, traces on to the endpoint that the directory names. */
@NullMarked
package io.pharos.collector.otlp;

import org.jspecify.annotations.NullMarked;
