package io.pharos.wire.remotewrite;

import io.pharos.wire.protobuf.Utf8;
import io.pharos.wire.remotewrite.LabelRules.Names;
import org.jspecify.annotations.Nullable;

/** What is wrong with a label by itself, whatever stands beside it: its lengths, its name's form, its value's. */
final class LabelForm {
    private boolean legacyNames;
    private SeriesLimits limits = new SeriesLimits(1, 1, 1, 1);

    void rules(LabelRules rules) {
        legacyNames = rules.names() == Names.LEGACY;
        limits = rules.limits();
    }

    @Nullable
    SeriesFault length(LabelText label) {
        if (label.nameLength() == 0) {
            return SeriesFault.EMPTY_LABEL_NAME;
        }
        if (label.valueLength() == 0) {
            return SeriesFault.EMPTY_LABEL_VALUE;
        }
        if (label.nameLength() > limits.maxNameLength()) {
            return SeriesFault.LABEL_NAME_TOO_LONG;
        }
        return label.valueLength() > limits.maxValueLength() ? SeriesFault.LABEL_VALUE_TOO_LONG : null;
    }

    /** The fault of the value alone; {@code isMetric} where it is the metric's name. */
    @Nullable
    SeriesFault value(byte[] bytes, LabelText label, boolean isMetric) {
        if (isMetric && legacyNames) {
            boolean isName = NameRules.isMetricName(bytes, label.valueFrom(), label.valueTo());
            return isName ? null : SeriesFault.INVALID_METRIC_NAME;
        }
        if (Utf8.isValid(bytes, label.valueFrom(), label.valueTo())) {
            return null;
        }
        return isMetric ? SeriesFault.INVALID_METRIC_NAME : SeriesFault.NOT_UTF8;
    }

    /** Whether nothing at all is wrong with a label whose name is known to be good. */
    boolean isGood(byte[] bytes, LabelText label, boolean isMetric) {
        return length(label) == null && value(bytes, label, isMetric) == null;
    }

    boolean isStorableName(byte[] bytes, LabelText label) {
        return legacyNames
                ? NameRules.isLabelName(bytes, label.nameFrom(), label.nameTo())
                : Utf8.isValid(bytes, label.nameFrom(), label.nameTo());
    }
}
