package io.pharos.collector.metadata;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the book of this process. */
final class MetadataBeans {
    @Produces
    @Singleton
    MetadataBook book(MetadataConfig config) {
        return new MetadataBook(config.maxMetrics(), config.maxLength());
    }
}
