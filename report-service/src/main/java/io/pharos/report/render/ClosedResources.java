package io.pharos.report.render;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a template may take in from elsewhere: nothing. Pictures stand in it as {@code data:} URIs of PNG or JPEG, and
 * are no larger than a page can show. The first refusal is remembered, for the engine goes on without the resource.
 */
final class ClosedResources {
    private static final String PNG = "data:image/png;base64,";
    private static final String JPEG = "data:image/jpeg;base64,";
    private static final long MOST_PIXELS = 16_000_000;
    private static final int MOST_SHOWN = 60;

    private final int maxBytes;
    private @Nullable Problem refusal;

    ClosedResources(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    boolean allows(@Nullable String uri) {
        if (uri == null) {
            return false;
        }
        boolean picture = uri.startsWith(PNG) || uri.startsWith(JPEG);
        if (!picture && !uri.startsWith("#")) {
            refuse("'" + uri.substring(0, Math.min(uri.length(), MOST_SHOWN)) + "' leads out of the document");
            return false;
        }
        return !picture || isSmall(uri);
    }

    /** Throws what was refused while the document was made. */
    void check() {
        if (refusal != null) {
            throw refusal;
        }
    }

    private boolean isSmall(String uri) {
        String base64 = uri.substring(uri.indexOf(',') + 1);
        if (base64.length() / 4L * 3 > maxBytes || pixels(base64) > MOST_PIXELS) {
            refuse("a picture is larger than " + MOST_PIXELS + " pixels or " + maxBytes + " bytes");
            return false;
        }
        return true;
    }

    /** From the picture's head, before anything is unpacked. */
    private long pixels(String base64) {
        try (ImageInputStream in = ImageIO.createImageInputStream(
                new ByteArrayInputStream(Base64.getMimeDecoder().decode(base64)))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return unreadable();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                return (long) reader.getWidth(0) * reader.getHeight(0);
            } finally {
                reader.dispose();
            }
        } catch (IOException | IllegalArgumentException e) {
            return unreadable();
        }
    }

    private long unreadable() {
        refuse("a picture is neither PNG nor JPEG");
        return 0;
    }

    private void refuse(String why) {
        if (refusal == null) {
            refusal = Problem.of(
                    Kind.MALFORMED,
                    "render.outside-resource",
                    "Nothing is loaded from outside (" + why + "); put SVG into the HTML, and pictures in as "
                            + "data:image/png;base64 or data:image/jpeg;base64.");
        }
    }
}
