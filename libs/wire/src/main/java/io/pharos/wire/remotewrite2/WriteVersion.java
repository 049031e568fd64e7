package io.pharos.wire.remotewrite2;

/** Which version of remote write an engine reads. */
public enum WriteVersion {
    V1,
    V2
}
