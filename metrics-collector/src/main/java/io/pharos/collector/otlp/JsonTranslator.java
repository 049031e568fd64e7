package io.pharos.collector.otlp;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.pharos.wire.Scratch;
import io.pharos.wire.Translator;
import io.pharos.wire.otlp.OtlpTranslator;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** OTLP in JSON: encoded in protobuf first, and read as that. */
record JsonTranslator(OtlpTranslator next) implements Translator {
    @Override
    public @Nullable String translate(Scratch source, int maxBytes, Scratch target) {
        Scratch encoded = new Scratch();
        try {
            JsonEncoder.encode(source, JsonSchema.METRICS_REQUEST, encoded);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : " in line " + at.getLineNr() + ", column " + at.getColumnNr();
            return "the body is not an OTLP metrics request in JSON: " + e.getOriginalMessage() + place;
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory are read", e);
        }
        return next.translate(encoded, maxBytes, target);
    }

    /** Protobuf is shorter than its JSON. */
    @Override
    public int cost() {
        return next.cost() + 1;
    }
}
