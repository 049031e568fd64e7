package io.pharos.collector.remotewrite;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.remotewrite2.WriteVersion;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request's content type and encoding say of its body. The type decides the schema, never the version header; no
 * type means 1.0, as the first senders had it, and no encoding means snappy, which the specification asks for.
 */
record RemoteWriteMedia(WriteVersion version, Packing packing) {
    private static final Pattern PROTOBUF =
            Pattern.compile("application/x-protobuf\\s*(?:;\\s*proto\\s*=\\s*\"?([\\w.]+)\"?\\s*)?");
    private static final String VERSION_1 = "prometheus.WriteRequest";
    private static final String VERSION_2 = "io.prometheus.write.v2.Request";

    static RemoteWriteMedia of(HttpServerRequest request) {
        return of(request.getHeader("Content-Type"), request.getHeader("Content-Encoding"));
    }

    static RemoteWriteMedia of(@Nullable String type, @Nullable String encoding) {
        WriteVersion version = versionOf(type).orElseThrow(RemoteWriteMedia::unknownType);
        return new RemoteWriteMedia(version, packing(encoding));
    }

    /** The version that a request is in, where it is one at all; else 1.0. */
    static WriteVersion version(HttpServerRequest request) {
        return versionOf(request.getHeader("Content-Type")).orElse(WriteVersion.V1);
    }

    private static Optional<WriteVersion> versionOf(@Nullable String type) {
        if (type == null) {
            return Optional.of(WriteVersion.V1);
        }
        Matcher form = PROTOBUF.matcher(type.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String proto = form.group(1);
        if (proto == null || proto.equals(VERSION_1)) {
            return Optional.of(WriteVersion.V1);
        }
        return proto.equals(VERSION_2) ? Optional.of(WriteVersion.V2) : Optional.empty();
    }

    private static Packing packing(@Nullable String encoding) {
        if (encoding == null) {
            return Packing.SNAPPY;
        }
        return Packing.named(encoding)
                .filter(packing -> packing != Packing.IDENTITY)
                .orElseThrow(RemoteWriteMedia::unknownEncoding);
    }

    /** Refuses a body that is not of the encoding that it says: its sender does not know how to send it. */
    byte[] requirePacked(byte[] body) {
        if (!packing.isMarkedOn(body)) {
            throw unknownEncoding();
        }
        return body;
    }

    private static Problem unknownEncoding() {
        return Problem.of(
                Kind.UNSUPPORTED_MEDIA_TYPE,
                "write.unsupported-encoding",
                "Send 'Content-Encoding: snappy' (the block format), zstd or gzip, and a body that is packed so.");
    }

    private static Problem unknownType() {
        return Problem.of(
                Kind.UNSUPPORTED_MEDIA_TYPE,
                "write.unsupported-type",
                "Send remote write: 'Content-Type: application/x-protobuf', with no proto parameter or"
                        + " proto=prometheus.WriteRequest for 1.0, proto=io.prometheus.write.v2.Request for 2.0.");
    }
}
