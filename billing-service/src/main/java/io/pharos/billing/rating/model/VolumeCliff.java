package io.pharos.billing.rating.model;

/** Whether one unit more may make a volume price fall at a tier's edge, or the total is held at what the edge cost. */
public enum VolumeCliff {
    ALLOWED,
    HELD
}
