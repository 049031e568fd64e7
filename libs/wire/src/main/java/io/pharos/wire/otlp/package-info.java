/**
 * OpenTelemetry's metrics, read on their encoded bytes and written as remote write, by Prometheus's own mapping (its
 * packages otlptranslator and storage/remote/otlptranslator).
 */
@NullMarked
package io.pharos.wire.otlp;

import org.jspecify.annotations.NullMarked;
