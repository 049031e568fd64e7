package io.pharos.router.proxy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request's path after the strict reading: the tenant of a {@code /t/{tenant}} prefix, and the rest as it was sent,
 * whole and by segments. Whatever two servers could read in two ways ({@code //}, {@code ..}, encoded slashes,
 * backslashes, control characters, matrix parameters, double encoding) is refused, so that what is matched here is what
 * the service behind will see.
 */
public record RequestPath(@Nullable TenantId prefix, String path, List<String> segments) {
    private static final int MAX_LENGTH = 4096;
    private static final String PREFIX = "/t/";

    public RequestPath {
        segments = List.copyOf(segments);
    }

    /** Reads a raw, undecoded path; throws {@code route.malformed-path}. */
    public static RequestPath parse(String raw) {
        require(raw.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH + " characters");
        require(raw.startsWith("/"), "does not start with '/'");
        require(!raw.contains("//"), "holds '//'");
        for (String segment : raw.substring(1).split("/", -1)) {
            checkSegment(segment);
        }
        return raw.startsWith(PREFIX) ? ofPrefixed(raw) : new RequestPath(null, raw, segmentsOf(raw));
    }

    /** The tenant that the path's prefix names. */
    public Optional<TenantId> tenant() {
        return Optional.ofNullable(prefix);
    }

    private static RequestPath ofPrefixed(String raw) {
        int end = raw.indexOf('/', PREFIX.length());
        String name = end < 0 ? raw.substring(PREFIX.length()) : raw.substring(PREFIX.length(), end);
        String rest = end < 0 ? "/" : raw.substring(end);
        return new RequestPath(new TenantId(name), rest, segmentsOf(rest));
    }

    private static List<String> segmentsOf(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    private static void checkSegment(String segment) {
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            require(c > ' ' && c < 0x7f, "holds a character that is not printable ASCII");
            require(c != '\\' && c != ';' && c != '#', "holds '" + c + "'");
        }
        String decoded = decode(segment);
        require(!decoded.equals(".") && !decoded.equals(".."), "holds a '.' or '..' segment");
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            require(c != '/' && c != '\\' && !Character.isISOControl(c), "holds an encoded slash or control character");
            require(c != '%' || !isEscape(decoded, i), "is percent-encoded twice");
        }
    }

    /** The segment with its percent escapes decoded once. */
    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] bytes = new byte[segment.length()];
        int length = 0;
        for (int i = 0; i < segment.length(); i++) {
            if (segment.charAt(i) == '%') {
                require(isEscape(segment, i), "holds a '%' without two hex digits");
                bytes[length++] = (byte) Integer.parseInt(segment, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) segment.charAt(i);
            }
        }
        return utf8(ByteBuffer.wrap(bytes, 0, length));
    }

    private static String utf8(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw malformed("is not UTF-8 when decoded");
        }
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static void require(boolean condition, String fault) {
        if (!condition) {
            throw malformed(fault);
        }
    }

    private static Problem malformed(String fault) {
        return Problem.of(
                Kind.MALFORMED, "route.malformed-path", "The path " + fault + "; send the path as documented.");
    }
}
