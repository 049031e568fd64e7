package io.pharos.billing.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.pharos.tenancy.json.PharosModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The form of a document that is hashed: fields in their order, no spaces, UTF-8; equal contents are equal bytes. */
public final class CanonicalJson {
    private static final ObjectMapper JSON =
            PharosModule.mapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private CanonicalJson() {}

    public static byte[] write(Object content) {
        try {
            return JSON.writeValueAsString(content).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    public static InvoiceContent read(byte[] canonical) {
        try {
            return JSON.readValue(canonical, InvoiceContent.class);
        } catch (IOException e) {
            throw new IllegalStateException("what is kept is not a document", e);
        }
    }
}
