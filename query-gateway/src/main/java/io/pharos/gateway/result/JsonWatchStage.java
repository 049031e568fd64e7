package io.pharos.gateway.result;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pharos.model.TenantId;
import io.vertx.core.buffer.Buffer;

/**
 * Looks for another tenant's label in a result in JSON, and lets no byte go on from where it was found. A quote within
 * a string is escaped in JSON, so {@code "tenant_id":"} stands in the place of a label and nowhere else.
 */
public final class JsonWatchStage implements BodyStage {
    private static final byte[] LABEL = ('"' + TenantId.LABEL + "\":\"").getBytes(US_ASCII);
    private static final int CLOSING_QUOTE = LABEL.length - 3;

    private final byte[] own;
    private final ForeignSeries listener;
    private int matched;
    private int compared = -1;

    public JsonWatchStage(TenantId tenant, ForeignSeries listener) {
        this.own = (tenant.value() + '"').getBytes(US_ASCII);
        this.listener = listener;
    }

    @Override
    public Buffer next(Buffer chunk) {
        byte[] bytes = chunk.getBytes();
        for (byte b : bytes) {
            if (compared >= 0) {
                compare(b);
            } else {
                seek(b);
            }
        }
        return chunk;
    }

    private void seek(byte b) {
        if (b != LABEL[matched]) {
            // Its second quote is the only place within itself where the label can begin anew.
            matched = matched == CLOSING_QUOTE + 1 && b == LABEL[1] ? 1 : 0;
        }
        if (b == LABEL[matched]) {
            matched++;
        }
        if (matched == LABEL.length) {
            matched = 0;
            compared = 0;
        }
    }

    private void compare(byte b) {
        if (b != own[compared]) {
            throw listener.found();
        }
        compared++;
        if (compared == own.length) {
            compared = -1;
        }
    }

    @Override
    public Buffer last() {
        return Buffer.buffer();
    }
}
