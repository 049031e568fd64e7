package io.pharos.collector.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoWriter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two forms of OTLP/HTTP; an answer is in the form of its request. */
enum OtlpForm {
    PROTOBUF("application/x-protobuf") {
        @Override
        Buffer partialSuccess(long rejected, String message) {
            Scratch partial = new Scratch();
            ProtoWriter out = new ProtoWriter(partial);
            out.varint(1 << 3 | VARINT, rejected);
            out.bytes(2 << 3 | BYTES, message.getBytes(UTF_8));
            Scratch response = new Scratch();
            new ProtoWriter(response).message(1 << 3 | BYTES, partial);
            return Buffer.buffer(response.copy());
        }

        @Override
        Buffer success() {
            return Buffer.buffer();
        }

        @Override
        Buffer status(int code, String message) {
            Scratch status = new Scratch();
            ProtoWriter out = new ProtoWriter(status);
            out.varint(1 << 3 | VARINT, code);
            out.bytes(2 << 3 | BYTES, message.getBytes(UTF_8));
            return Buffer.buffer(status.copy());
        }
    },
    JSON("application/json") {
        @Override
        Buffer partialSuccess(long rejected, String message) {
            JsonObject partial = new JsonObject()
                    .put("rejectedDataPoints", Long.toString(rejected))
                    .put("errorMessage", message);
            return new JsonObject().put("partialSuccess", partial).toBuffer();
        }

        @Override
        Buffer success() {
            return Buffer.buffer("{}");
        }

        @Override
        Buffer status(int code, String message) {
            return new JsonObject().put("code", code).put("message", message).toBuffer();
        }
    };

    private final String contentType;

    OtlpForm(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** ExportMetricsServiceResponse with a partial success. */
    abstract Buffer partialSuccess(long rejected, String message);

    /** ExportMetricsServiceResponse that says nothing. */
    abstract Buffer success();

    /** A google.rpc.Status, as OTLP asks for on failure. */
    abstract Buffer status(int code, String message);

    /** The form of a request, by its content type. */
    static OtlpForm of(@Nullable String type) {
        return find(type)
                .orElseThrow(() -> Problem.of(
                        Kind.UNSUPPORTED_MEDIA_TYPE,
                        "otlp.unsupported-type",
                        "Send OTLP with 'Content-Type: application/x-protobuf' or 'application/json'."));
    }

    static Optional<OtlpForm> find(@Nullable String type) {
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (media) {
            case "application/x-protobuf" -> Optional.of(PROTOBUF);
            case "application/json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}
