package io.pharos.billing.meter;

/** What makes an event the same event: who sent it and the id it gave it (CloudEvents 1.0), never its time. */
public record EventKey(String source, String id) {}
