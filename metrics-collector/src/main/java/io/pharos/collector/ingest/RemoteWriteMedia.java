package io.pharos.collector.ingest;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds a request's content type and encoding to remote write 1.0. The type decides the schema, never the version
 * header; a sender of 2.0 falls back to 1.0 on the 415 that it gets here.
 */
final class RemoteWriteMedia {
    private static final Pattern PROTOBUF =
            Pattern.compile("application/x-protobuf\\s*(?:;\\s*proto\\s*=\\s*\"?([\\w.]+)\"?\\s*)?");
    private static final String VERSION_1 = "prometheus.WriteRequest";

    private RemoteWriteMedia() {}

    static void check(@Nullable String type, @Nullable String encoding) {
        if (type != null && !isVersion1(type.trim())) {
            throw unsupported(
                    "write.unsupported-type",
                    "Send remote write 1.0: 'Content-Type: application/x-protobuf', with no proto parameter or"
                            + " proto=prometheus.WriteRequest.");
        }
        if (encoding != null && !encoding.trim().toLowerCase(Locale.ROOT).equals("snappy")) {
            throw unsupported("write.unsupported-encoding", "Send snappy's block format: 'Content-Encoding: snappy'.");
        }
    }

    private static boolean isVersion1(String type) {
        Matcher form = PROTOBUF.matcher(type);
        return form.matches() && (form.group(1) == null || form.group(1).equals(VERSION_1));
    }

    private static Problem unsupported(String code, String detail) {
        return Problem.of(Kind.UNSUPPORTED_MEDIA_TYPE, code, detail);
    }
}
