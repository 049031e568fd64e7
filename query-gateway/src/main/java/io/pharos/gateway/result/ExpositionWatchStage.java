package io.pharos.gateway.result;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.pharos.model.TenantId;
import io.vertx.core.buffer.Buffer;

/** Looks for another tenant's label in a result in Prometheus's text format, outside the values of other labels. */
public final class ExpositionWatchStage implements BodyStage {
    private static final byte[] LABEL = (TenantId.LABEL + "=\"").getBytes(US_ASCII);

    /** Where in a line the next byte stands. */
    private enum Place {
        /** Outside any value; {@link #matched} bytes of the label stand behind a brace or a comma. */
        NAMES,
        VALUE,
        ESCAPE,
        TENANT,
        COMMENT
    }

    private final byte[] own;
    private final ForeignSeries listener;
    private Place place = Place.NAMES;
    private boolean lineBegins = true;
    private int matched = -1;
    private int compared;

    public ExpositionWatchStage(TenantId tenant, ForeignSeries listener) {
        this.own = (tenant.value() + '"').getBytes(US_ASCII);
        this.listener = listener;
    }

    @Override
    public Buffer next(Buffer chunk) {
        for (byte b : chunk.getBytes()) {
            place = lineBegins && b == '#' ? Place.COMMENT : after(b);
            lineBegins = b == '\n' && place == Place.NAMES;
        }
        return chunk;
    }

    private Place after(byte b) {
        return switch (place) {
            case NAMES -> name(b);
            case VALUE -> b == '\\' ? Place.ESCAPE : b == '"' ? Place.NAMES : Place.VALUE;
            case ESCAPE -> Place.VALUE;
            case TENANT -> tenant(b);
            case COMMENT -> b == '\n' ? Place.NAMES : Place.COMMENT;
        };
    }

    private Place name(byte b) {
        if (b == '{' || b == ',') {
            matched = 0;
        } else if (matched >= 0) {
            matched = b == LABEL[matched] ? matched + 1 : -1;
        }
        if (matched == LABEL.length) {
            matched = -1;
            compared = 0;
            return Place.TENANT;
        }
        return b == '"' ? Place.VALUE : Place.NAMES;
    }

    private Place tenant(byte b) {
        if (b != own[compared]) {
            throw listener.found();
        }
        compared++;
        return compared == own.length ? Place.NAMES : Place.TENANT;
    }

    @Override
    public Buffer last() {
        return Buffer.buffer();
    }
}
