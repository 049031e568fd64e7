package io.pharos.wire.metadata;

import io.pharos.wire.text.MetricType;

/** What a sender says of a metric family; help and unit are empty where it says nothing of them. */
public record MetricMetadata(String family, MetricType type, String help, String unit) {}
