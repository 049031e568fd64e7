package io.pharos.billing.payment;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** What was posted to us in a provider's name, as it came: nothing of it is believed until its signature is verified. */
public record InboundNotice(Map<String, String> headers, byte[] body) {
    public InboundNotice {
        headers = Map.copyOf(headers);
        body = body.clone();
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The header's value, empty where it was not sent; names are in lower case. */
    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
