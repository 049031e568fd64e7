package io.pharos.wire.packing;

/** What became of a compressed body. */
public sealed interface Unpacked {
    /** It is in the target. */
    enum Done implements Unpacked {
        DONE
    }

    /** It declares more bytes than are allowed; nothing was allocated for it. */
    record TooLarge(long declaredBytes, long maxBytes) implements Unpacked {}

    /** It is not what it says it is. */
    record Corrupt(String reason) implements Unpacked {}
}
