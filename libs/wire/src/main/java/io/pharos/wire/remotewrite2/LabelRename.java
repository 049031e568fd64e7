package io.pharos.wire.remotewrite2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Makes a sender's label that stands in an owner's label's place {@code exported_…} and sorts all anew. The rare path,
 * for tenants who chose it: it does make objects.
 */
final class LabelRename {
    private static final String PREFIX = "exported_";

    private final SymbolTable symbols;
    private final Map<byte[], Label> labels = new TreeMap<>(Arrays::compareUnsigned);

    private record Label(int name, int value) {}

    private LabelRename(SymbolTable symbols) {
        this.symbols = symbols;
    }

    static void apply(LabelRefs refs, SymbolTable symbols) {
        LabelRename rename = new LabelRename(symbols);
        for (int i = 0; i < refs.count(); i += 2) {
            rename.labels.put(symbols.copy(refs.get(i)), new Label(refs.get(i), refs.get(i + 1)));
        }
        for (int owner = 0; owner < symbols.owners().size(); owner++) {
            rename.put(owner);
        }
        refs.replace(rename.refs());
    }

    private void put(int owner) {
        OwnerLabels owners = symbols.owners();
        int ref = symbols.firstAdded() + 2 * owner;
        Label senders = labels.put(owners.names()[owner], new Label(ref, ref + 1));
        if (senders == null || symbols.hasText(senders.value(), owners.values()[owner])) {
            return;
        }
        String name = PREFIX + new String(owners.names()[owner], UTF_8);
        while (labels.containsKey(name.getBytes(UTF_8))) {
            name = PREFIX + name;
        }
        byte[] free = name.getBytes(UTF_8);
        labels.put(free, new Label(symbols.add(free), senders.value()));
    }

    private int[] refs() {
        return labels.values().stream()
                .flatMapToInt(label -> IntStream.of(label.name(), label.value()))
                .toArray();
    }
}
