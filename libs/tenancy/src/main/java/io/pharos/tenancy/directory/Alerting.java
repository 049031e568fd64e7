package io.pharos.tenancy.directory;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant's alerts are delivered.
 *
 * @param alertmanagers base URLs, before {@code /api/v2}, of the tenant's own Alertmanagers, each of which gets every
 *     alert; given exactly where the delivery is OWN
 * @param tls whom their certificates must come from, and our own; null where the JVM's trust is enough
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alerting(
        AlertDelivery delivery,
        List<String> alertmanagers,
        @Nullable Credentials credentials,
        @Nullable Tls tls) {
    /** The platform's Alertmanager. */
    public static final Alerting SHARED = new Alerting(AlertDelivery.SHARED, List.of(), null, null);

    private static final Pattern URL = Pattern.compile("https?://[^\\s/?#@]+[^\\s?#]*");

    public Alerting {
        delivery = Given.or(delivery, AlertDelivery.SHARED);
        alertmanagers = List.copyOf(Given.or(alertmanagers, List.of()));
        boolean own = delivery == AlertDelivery.OWN;
        boolean sound = own != alertmanagers.isEmpty()
                && (own || credentials == null && tls == null)
                && alertmanagers.stream().allMatch(url -> URL.matcher(url).matches());
        if (!sound) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "directory.malformed-alerting",
                    "With delivery 'own' give the http or https base URLs of the tenant's 'alertmanagers'; with"
                            + " 'shared' and 'direct' give neither those nor credentials nor 'tls'.");
        }
    }

    /** The addresses, without a slash at their ends. */
    public List<URI> addresses() {
        return alertmanagers.stream()
                .map(url -> URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url))
                .toList();
    }
}
