package io.pharos.alert.notify;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.yaml.YamlNode;
import io.pharos.alert.series.Labels;
import io.pharos.alert.template.function.Budget;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.Replacement;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One step of relabelling alerts before they are sent, as {@code model/relabel} of Prometheus has it. */
public record Relabelling(
        List<String> sources,
        String separator,
        Pattern regex,
        long modulus,
        String target,
        String replacement,
        Action action) {
    /** What a step does. */
    public enum Action {
        REPLACE,
        KEEP,
        DROP,
        KEEPEQUAL,
        DROPEQUAL,
        HASHMOD,
        LABELMAP,
        LABELDROP,
        LABELKEEP,
        LOWERCASE,
        UPPERCASE
    }

    private static final Set<String> FIELDS =
            Set.of("source_labels", "separator", "regex", "modulus", "target_label", "replacement", "action");
    private static final Set<Action> WITH_TARGET = Set.of(
            Action.REPLACE, Action.KEEPEQUAL, Action.DROPEQUAL, Action.HASHMOD, Action.LOWERCASE, Action.UPPERCASE);
    private static final int MAX_TEXT = 64 * 1024;

    public Relabelling {
        sources = List.copyOf(sources);
    }

    /** Reads a step; what is wrong is told to the problems. */
    public static Optional<Relabelling> read(YamlNode node, Problems problems) {
        Fields fields = Fields.of(node, FIELDS, problems);
        Action action = action(fields, problems);
        if (WITH_TARGET.contains(action) && fields.text("target_label").isEmpty()) {
            problems.at(node, "the action " + word(action) + " needs a target_label");
        }
        long modulus = fields.count("modulus", 0);
        if (action == Action.HASHMOD && modulus == 0) {
            problems.at(node, "the action hashmod needs a modulus");
        }
        return regex(fields, problems)
                .map(regex -> new Relabelling(
                        fields.list("source_labels").stream()
                                .map(Relabelling::text)
                                .toList(),
                        fields.has("separator") ? fields.text("separator") : ";",
                        regex,
                        modulus,
                        fields.text("target_label"),
                        fields.has("replacement") ? fields.text("replacement") : "$1",
                        action));
    }

    /** The labels after all steps, or empty where one of them drops the alert. */
    public static Optional<Labels> apply(List<Relabelling> steps, Labels labels) {
        Optional<Labels> changed = Optional.of(labels);
        for (Relabelling step : steps) {
            changed = changed.flatMap(step::apply);
        }
        return changed;
    }

    private Optional<Labels> apply(Labels labels) {
        String source = sources.stream().map(labels::get).collect(Collectors.joining(separator));
        return switch (action) {
            case KEEP -> regex.matches(source) ? Optional.of(labels) : Optional.empty();
            case DROP -> regex.matches(source) ? Optional.empty() : Optional.of(labels);
            case KEEPEQUAL -> source.equals(labels.get(target)) ? Optional.of(labels) : Optional.empty();
            case DROPEQUAL -> source.equals(labels.get(target)) ? Optional.empty() : Optional.of(labels);
            case REPLACE -> Optional.of(replaced(labels, source));
            case HASHMOD ->
                Optional.of(labels.with(target, Long.toString(Long.remainderUnsigned(hash(source), modulus))));
            case LOWERCASE -> Optional.of(labels.with(target, source.toLowerCase(Locale.ROOT)));
            case UPPERCASE -> Optional.of(labels.with(target, source.toUpperCase(Locale.ROOT)));
            case LABELMAP -> Optional.of(mapped(labels));
            case LABELDROP -> Optional.of(filtered(labels, name -> !regex.matches(name)));
            case LABELKEEP -> Optional.of(filtered(labels, regex::matches));
        };
    }

    /** The target may hold groups of the expression too; what is no label's name then changes nothing. */
    private Labels replaced(Labels labels, String source) {
        Matcher matcher = regex.matcher(source);
        if (!matcher.matches()) {
            return labels;
        }
        String name = expanded(target, source);
        return name.matches("[a-zA-Z_][a-zA-Z0-9_]*") ? labels.with(name, expanded(replacement, source)) : labels;
    }

    private Labels mapped(Labels labels) {
        SortedMap<String, String> added = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (regex.matches(name)) {
                added.put(expanded(replacement, name), value);
            }
        });
        return labels.withAll(added);
    }

    private static Labels filtered(Labels labels, Predicate<String> stays) {
        SortedMap<String, String> left = new TreeMap<>();
        labels.forEach((name, value) -> {
            if (stays.test(name)) {
                left.put(name, value);
            }
        });
        return Labels.of(left);
    }

    private String expanded(String template, String source) {
        Budget budget = new Budget(MAX_TEXT, MAX_TEXT, Duration.ofSeconds(1), System::nanoTime);
        try {
            return new Replacement(regex, template, budget).in(source);
        } catch (ExpansionException e) {
            return "";
        }
    }

    /** The last eight bytes of MD5, as Prometheus takes them. */
    private static long hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(sum).getLong(8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }

    private static Action action(Fields fields, Problems problems) {
        String word = fields.text("action");
        for (Action action : Action.values()) {
            if (word(action).equals(word.isEmpty() ? "replace" : word.toLowerCase(Locale.ROOT))) {
                return action;
            }
        }
        problems.at(fields.place("action"), "there is no action \"" + word + "\"");
        return Action.REPLACE;
    }

    private static Optional<Pattern> regex(Fields fields, Problems problems) {
        String text = fields.has("regex") ? fields.text("regex") : "(.*)";
        try {
            return Optional.of(Pattern.compile("^(?:" + text + ")$", Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            problems.at(fields.place("regex"), "not an expression of RE2: " + e.getDescription());
            return Optional.empty();
        }
    }

    private static String text(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar ? scalar.text() : "";
    }

    private static String word(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}
