package io.pharos.wire.remotewrite2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.pharos.wire.remotewrite.LabelRules;
import java.util.Arrays;

/** The owner's labels, sorted by name. */
record OwnerLabels(byte[][] names, byte[][] values) {
    static OwnerLabels of(LabelRules rules) {
        byte[] tenant = rules.tenant().value().getBytes(UTF_8);
        if (!rules.environmentLabelled()) {
            return new OwnerLabels(new byte[][] {TenantId.LABEL.getBytes(UTF_8)}, new byte[][] {tenant});
        }
        return new OwnerLabels(
                new byte[][] {Environment.LABEL.getBytes(UTF_8), TenantId.LABEL.getBytes(UTF_8)},
                new byte[][] {rules.environment().value().getBytes(UTF_8), tenant});
    }

    int size() {
        return names.length;
    }

    /** Where a name sorts: 2k before the owner's label k and after the one before, 2k + 1 where it is that name. */
    int rank(byte[] bytes, int from, int to) {
        for (int i = 0; i < names.length; i++) {
            int order = Arrays.compareUnsigned(bytes, from, to, names[i], 0, names[i].length);
            if (order <= 0) {
                return order < 0 ? 2 * i : 2 * i + 1;
            }
        }
        return 2 * names.length;
    }
}
