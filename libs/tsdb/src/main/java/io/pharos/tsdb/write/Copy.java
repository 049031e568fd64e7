package io.pharos.tsdb.write;

import io.pharos.tenancy.directory.ResidencyMode;
import io.pharos.wire.remotewrite2.WriteVersion;
import java.util.Arrays;

/** A batch as one engine acknowledged it, kept for the engine that its environment is moving to. */
record Copy(WriteVersion version, ResidencyMode mode, byte[] packed) {
    private static final int HEAD = 2;

    static Copy of(TenantBatch batch) {
        return new Copy(batch.version(), batch.mode(), batch.packed());
    }

    /** As it lies on disk: a byte each for version and mode, then the packed request. */
    byte[] bytes() {
        byte[] bytes = new byte[HEAD + packed.length];
        bytes[0] = (byte) version.ordinal();
        bytes[1] = (byte) mode.ordinal();
        System.arraycopy(packed, 0, bytes, HEAD, packed.length);
        return bytes;
    }

    static Copy read(byte[] bytes) {
        return new Copy(
                WriteVersion.values()[bytes[0]],
                ResidencyMode.values()[bytes[1]],
                Arrays.copyOfRange(bytes, HEAD, bytes.length));
    }
}
