package io.pharos.wire.remotewrite2;

/** A few references can name much text: spelt out, the request goes beyond what was allowed. */
final class TooLarge extends Exception {
    private static final long serialVersionUID = 1L;

    TooLarge() {
        super(null, null, false, false);
    }
}
