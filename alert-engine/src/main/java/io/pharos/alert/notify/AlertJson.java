package io.pharos.alert.notify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pharos.alert.series.Labels;
import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes alerts as the body of Alertmanager's {@code POST /api/v2/alerts}; every alert carries its owner's labels and no other's. */
final class AlertJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int BYTES_AN_ALERT = 512;

    private AlertJson() {}

    static byte[] write(Owner owner, List<Postable> alerts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES_AN_ALERT * alerts.size());
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartArray();
            for (Postable alert : alerts) {
                write(json, owner, alert);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }

    private static void write(JsonGenerator json, Owner owner, Postable alert) throws IOException {
        json.writeStartObject();
        json.writeFieldName("labels");
        labels(json, owner, alert.labels());
        json.writeFieldName("annotations");
        json.writeStartObject();
        for (Map.Entry<String, String> annotation : alert.annotations().entrySet()) {
            json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
        json.writeStringField("startsAt", alert.startsAt().toString());
        json.writeStringField("endsAt", alert.endsAt().toString());
        json.writeStringField("generatorURL", alert.source());
        json.writeEndObject();
    }

    private static void labels(JsonGenerator json, Owner owner, Labels labels) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> label : labels.asMap().entrySet()) {
            if (!label.getKey().equals(TenantId.LABEL) && !label.getKey().equals(Environment.LABEL)) {
                json.writeStringField(label.getKey(), label.getValue());
            }
        }
        for (Map.Entry<String, String> label : owner.labels().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }
}
