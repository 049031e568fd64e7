package io.pharos.wire.relabel;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One step of relabelling, as {@code model/relabel} of Prometheus 3 has it; expressions are RE2's, match whole values
 * and take linear time.
 *
 * @param sources labels whose values are looked at together, joined by the separator
 * @param modulus of {@code hashmod}
 * @param target the label that is written
 * @param replacement what is written; may hold groups of the expression as {@code $1} and {@code ${name}}
 */
public record RelabelStep(
        RelabelAction action,
        List<String> sources,
        String separator,
        Pattern regex,
        long modulus,
        String target,
        String replacement) {
    public static final String STANDARD_SEPARATOR = ";";
    public static final String STANDARD_REGEX = "(.*)";
    public static final String STANDARD_REPLACEMENT = "$1";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    public RelabelStep {
        sources = List.copyOf(sources);
    }

    /** The expression of a configuration, anchored at both ends; empty where it is none of RE2's. */
    public static Optional<Pattern> regex(String text) {
        try {
            return Optional.of(Pattern.compile("^(?:" + text + ")$", Pattern.DOTALL));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The labels after all steps, or empty where one of them drops what has them; an empty value is no label. */
    public static Optional<SortedMap<String, String>> apply(List<RelabelStep> steps, SortedMap<String, String> labels) {
        SortedMap<String, String> changed = new TreeMap<>(labels);
        for (RelabelStep step : steps) {
            if (!step.changes(changed)) {
                return Optional.empty();
            }
        }
        changed.values().removeIf(String::isEmpty);
        return Optional.of(changed);
    }

    /** Changes the labels in place; false where the step drops what has them. */
    private boolean changes(SortedMap<String, String> labels) {
        String source =
                sources.stream().map(name -> labels.getOrDefault(name, "")).collect(Collectors.joining(separator));
        String value = labels.getOrDefault(target, "");
        switch (action) {
            case KEEP -> {
                return regex.matches(source);
            }
            case DROP -> {
                return !regex.matches(source);
            }
            case KEEPEQUAL -> {
                return source.equals(value);
            }
            case DROPEQUAL -> {
                return !source.equals(value);
            }
            case REPLACE -> replace(labels, source);
            case HASHMOD -> labels.put(target, Long.toString(Long.remainderUnsigned(hash(source), modulus)));
            case LOWERCASE -> labels.put(target, source.toLowerCase(Locale.ROOT));
            case UPPERCASE -> labels.put(target, source.toUpperCase(Locale.ROOT));
            case LABELMAP -> map(labels);
            case LABELDROP -> keepNames(labels, name -> !regex.matches(name));
            case LABELKEEP -> keepNames(labels, regex::matches);
        }
        return true;
    }

    /** The target may hold groups of the expression too; what is no label's name then changes nothing. */
    private void replace(SortedMap<String, String> labels, String source) {
        Matcher matcher = regex.matcher(source);
        if (matcher.matches()) {
            String name = GroupReferences.expand(target, matcher);
            if (NAME.matches(name)) {
                labels.put(name, GroupReferences.expand(replacement, matcher));
            }
        }
    }

    private void map(SortedMap<String, String> labels) {
        SortedMap<String, String> added = new TreeMap<>();
        labels.forEach((name, value) -> {
            Matcher matcher = regex.matcher(name);
            if (matcher.matches()) {
                added.put(GroupReferences.expand(replacement, matcher), value);
            }
        });
        labels.putAll(added);
    }

    private static void keepNames(SortedMap<String, String> labels, Predicate<String> stays) {
        labels.keySet().removeIf(name -> !stays.test(name));
    }

    /** The last eight bytes of MD5. */
    private static long hash(String text) {
        try {
            byte[] sum = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(sum).getLong(8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
