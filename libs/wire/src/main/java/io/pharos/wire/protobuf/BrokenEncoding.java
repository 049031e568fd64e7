package io.pharos.wire.protobuf;

/** The bytes are not a well-formed protobuf message; without a stack trace, since anybody can send many of them. */
public final class BrokenEncoding extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenEncoding(String what, int offset) {
        super(what + " at byte " + offset, null, false, false);
    }

    /** What is wrong and at which byte. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
