package io.pharos.e2e.senders;

/** What a sender's own counters say: how many samples, stale markers among them, it had taken in, and has no more of. */
record Told(long sent, long failed, long dropped, long waiting) {
    static Told byPrometheus(Metrics metrics) {
        String prefix = "prometheus_remote_storage_samples_";
        long failed = metrics.sum(prefix + "failed_total");
        return new Told(
                metrics.sum(prefix + "total") - metrics.sum(prefix + "retried_total"),
                failed,
                metrics.sum(prefix + "dropped_total"),
                metrics.sum(prefix + "pending"));
    }

    /** A packet is what it sends at once; of one that is dropped it does not say how many samples were in it. */
    static Told byVmagent(Metrics metrics) {
        return new Told(
                metrics.sum("vmagent_remotewrite_block_size_rows_sum"),
                0,
                metrics.sum("vmagent_remotewrite_packets_dropped_total"),
                metrics.sum("vmagent_remotewrite_pending_data_bytes")
                        + metrics.sum("vmagent_remotewrite_pending_inmemory_blocks"));
    }

    Told withNoneWaiting() {
        return new Told(sent, failed, dropped, 0);
    }

    /** What has to be found in the TSDB, where a query passes over stale markers. */
    long stored(long staleMarkers) {
        return sent - failed - staleMarkers;
    }
}
