package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Whether a tenant sends each series from several replicas of a Prometheus, of which one is to be stored: the labels
 * that name the cluster and the replica, and how many clusters there may be. Mimir's settings and defaults.
 */
public record HaTracking(boolean acceptHaSamples, String haClusterLabel, String haReplicaLabel, int haMaxClusters) {
    public static final HaTracking OFF = new HaTracking(false, "cluster", "__replica__", 100);

    public HaTracking {
        Positive.all("ingest.ha", haMaxClusters);
        if (haClusterLabel.isEmpty() || haReplicaLabel.isEmpty() || haClusterLabel.equals(haReplicaLabel)) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.malformed-limits",
                    "haClusterLabel and haReplicaLabel are the names of two labels.");
        }
    }

    /** From JSON in which anything may be left out and is then the default. */
    @JsonCreator
    static HaTracking of(
            @JsonProperty("acceptHaSamples") @Nullable Boolean acceptHaSamples,
            @JsonProperty("haClusterLabel") @Nullable String haClusterLabel,
            @JsonProperty("haReplicaLabel") @Nullable String haReplicaLabel,
            @JsonProperty("haMaxClusters") @Nullable Integer haMaxClusters) {
        return new HaTracking(
                Given.or(acceptHaSamples, OFF.acceptHaSamples),
                Given.or(haClusterLabel, OFF.haClusterLabel),
                Given.or(haReplicaLabel, OFF.haReplicaLabel),
                Given.or(haMaxClusters, OFF.haMaxClusters));
    }
}
