package io.pharos.alert.routing;

import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.rules.yaml.YamlNode.Scalar;
import io.pharos.model.TenantId;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lists that several parts of a routing have: matchers, labels, names. */
final class RoutingFields {
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    private final Problems problems;

    RoutingFields(Problems problems) {
        this.problems = problems;
    }

    /** Matchers; one on the tenant's label is refused, since the platform sets that. */
    List<AlertMatcher> matchers(Fields fields, String name) {
        List<AlertMatcher> matchers = new ArrayList<>();
        for (Scalar text : texts(fields, name)) {
            Optional<AlertMatcher> matcher = AlertMatcher.parse(text.text());
            if (matcher.isEmpty()) {
                problems.at(text, "not a matcher: write label=\"value\", with =, !=, =~ or !~");
            } else if (matcher.get().name().equals(TenantId.LABEL)) {
                problems.at(text, "the label " + TenantId.LABEL + " is matched by the platform: take it out");
            } else {
                matchers.add(matcher.get());
            }
        }
        return matchers;
    }

    /** Names of labels. */
    List<String> labels(Fields fields, String name) {
        List<String> labels = new ArrayList<>();
        for (Scalar text : texts(fields, name)) {
            if (!LABEL.matcher(text.text()).matches()) {
                problems.at(text, "not a label's name: \"" + text.text() + "\"");
            }
            labels.add(text.text());
        }
        return labels;
    }

    List<Scalar> texts(Fields fields, String name) {
        List<Scalar> texts = new ArrayList<>();
        for (YamlNode node : fields.list(name)) {
            if (node instanceof Scalar text && !text.isNull()) {
                texts.add(text);
            } else {
                problems.at(node, "expected a text, found " + node.described());
            }
        }
        return texts;
    }

    /** An address that may be called: http or https, with a host, and without a user in it. */
    static Optional<URI> url(Fields fields, String name, Problems problems) {
        try {
            URI url = new URI(fields.text(name));
            String scheme = url.getScheme() == null ? "" : url.getScheme();
            if (scheme.matches("https?") && url.getHost() != null && url.getRawUserInfo() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            problems.at(fields.place(name), "field " + name + ": not a URL: " + e.getReason());
            return Optional.empty();
        }
        problems.at(
                fields.place(name), "field " + name + ": an http or https URL with a host is needed, without a user");
        return Optional.empty();
    }
}
