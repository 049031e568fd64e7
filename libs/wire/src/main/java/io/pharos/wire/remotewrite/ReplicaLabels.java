package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The labels that tell a cluster of replicas and the replica; a series with both leaves without the replica's. */
public record ReplicaLabels(byte[] cluster, byte[] replica) {
    public static ReplicaLabels of(String cluster, String replica) {
        return new ReplicaLabels(cluster.getBytes(UTF_8), replica.getBytes(UTF_8));
    }
}
