package io.pharos.wire.remotewrite;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.wire.remotewrite.LabelRules.Conflict;
import io.pharos.wire.remotewrite.LabelRules.Names;
import io.pharos.wire.remotewrite.Request.Label;
import io.pharos.wire.remotewrite.Request.Series;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules written down the plain way, over objects: slow, and easy to believe. */
public record NaiveLabeller(LabelRules rules) {
    private static final Comparator<byte[]> BYTES = Arrays::compareUnsigned;

    /** The series as the engine is to get it, or empty where it breaks a rule. */
    public Optional<Series> label(Series series) {
        if (!isValid(series)) {
            return Optional.empty();
        }
        Map<String, String> labels = new TreeMap<>(Comparator.comparing(text -> text.getBytes(UTF_8), BYTES));
        series.labels().forEach(l -> labels.put(l.nameText(), l.valueText()));
        for (Map.Entry<String, String> owner : owners().entrySet()) {
            String senders = labels.put(owner.getKey(), owner.getValue());
            if (senders != null && !senders.equals(owner.getValue())) {
                if (rules.conflict() == Conflict.REFUSE) {
                    return Optional.empty();
                }
                labels.put(freeName(labels, owner.getKey()), senders);
            }
        }
        List<Label> result = new ArrayList<>();
        labels.forEach((name, value) -> result.add(Label.of(name, value)));
        return Optional.of(new Series(result, series.points()));
    }

    private static String freeName(Map<String, String> labels, String name) {
        String free = "exported_" + name;
        while (labels.containsKey(free)) {
            free = "exported_" + free;
        }
        return free;
    }

    private Map<String, String> owners() {
        Map<String, String> owners = new TreeMap<>();
        owners.put("tenant_id", rules.tenant().value());
        if (rules.environmentLabelled()) {
            owners.put("env", rules.environment().value());
        }
        return owners;
    }

    private boolean isValid(Series series) {
        List<Label> labels = series.labels();
        for (int i = 1; i < labels.size(); i++) {
            if (BYTES.compare(labels.get(i - 1).name(), labels.get(i).name()) >= 0) {
                return false;
            }
        }
        long own = labels.stream()
                .filter(l -> l.valueText().equals(owners().get(l.nameText())))
                .count();
        return labels.size() - own <= rules.limits().maxLabels()
                && labels.stream().allMatch(this::isValid)
                && labels.stream().anyMatch(l -> l.nameText().equals("__name__"));
    }

    private boolean isValid(Label label) {
        if (label.name().length == 0
                || label.name().length > rules.limits().maxNameLength()
                || label.value().length == 0
                || label.value().length > rules.limits().maxValueLength()
                || !isUtf8(label.name())
                || !isUtf8(label.value())) {
            return false;
        }
        if (rules.names() == Names.UTF8) {
            return true;
        }
        return label.nameText().equals("__name__")
                ? label.valueText().matches("[a-zA-Z_:][a-zA-Z0-9_:]*")
                : label.nameText().matches("[a-zA-Z_][a-zA-Z0-9_]*");
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
