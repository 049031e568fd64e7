package io.pharos.collector.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xerial.snappy.Snappy;

/**
 * A remote write request as a receiver reads it: unpacked by snappy's own library, and decoded by protobuf's. What every
 * receiver may count on is asserted of each while it is read.
 */
record Received(MultiMap headers, List<String> symbols, List<Series> series, List<Metadata> metadata) {
    /** A series; labels in their order. */
    record Series(
            List<Label> labels,
            List<Sample> samples,
            List<byte[]> histograms,
            List<Exemplar> exemplars,
            List<Metadata> metadata) {
        SortedMap<String, String> label() {
            SortedMap<String, String> all = new TreeMap<>();
            labels.forEach(label -> all.put(label.name(), label.value()));
            return all;
        }

        String name() {
            return String.valueOf(label().get("__name__"));
        }
    }

    record Label(String name, String value) {}

    /** A sample by the bits of its value. */
    record Sample(long bits, long millis, long start) {}

    record Exemplar(List<Label> labels, double value, long millis) {}

    record Metadata(int type, String family, String help, String unit) {}

    /** The one series of that metric. */
    Series of(String metric) {
        List<Series> found =
                series.stream().filter(each -> each.name().equals(metric)).toList();
        assertThat(found).as(metric).hasSize(1);
        return found.getFirst();
    }

    static Received read(MultiMap headers, byte[] packed) {
        try {
            byte[] plain = Snappy.uncompress(packed);
            boolean version2 = String.valueOf(headers.get("Content-Type")).contains("v2.Request");
            Received read = version2 ? version2(headers, plain) : version1(headers, plain);
            read.series().forEach(Received::assertSound);
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSound(Series series) {
        List<String> names = series.labels().stream().map(Label::name).toList();
        assertThat(names).isSorted().doesNotHaveDuplicates().contains("__name__", "tenant_id");
        assertThat(names).allSatisfy(name -> assertThat(name).isNotEmpty());
        assertThat(series.samples().isEmpty() || series.histograms().isEmpty())
                .as("samples or histograms")
                .isTrue();
        assertThat(series.samples().size() + series.histograms().size()).isPositive();
        assertThat(series.samples().stream().map(Sample::millis).toList()).isSorted();
    }

    private static Received version1(MultiMap headers, byte[] plain) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(plain);
        List<Series> series = new ArrayList<>();
        List<Metadata> metadata = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> series.add(series1(in.readByteArray()));
                case 3 -> metadata.add(metadata1(in.readByteArray()));
                default -> throw new AssertionError("field " + (tag >>> 3) + " of a request of 1.0");
            }
        }
        return new Received(headers, List.of(), series, metadata);
    }

    private static Series series1(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        Series series = new Series(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> series.labels().add(label1(in.readByteArray()));
                case 2 -> series.samples().add(sample(in.readByteArray()));
                case 3 -> series.exemplars().add(exemplar1(in.readByteArray()));
                case 4 -> series.histograms().add(in.readByteArray());
                default -> throw new AssertionError("field " + (tag >>> 3) + " of a series of 1.0");
            }
        }
        return series;
    }

    private static Label label1(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        String[] parts = {"", ""};
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            parts[(tag >>> 3) - 1] = in.readStringRequireUtf8();
        }
        return new Label(parts[0], parts[1]);
    }

    private static Exemplar exemplar1(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        List<Label> labels = new ArrayList<>();
        double value = 0;
        long millis = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> labels.add(label1(in.readByteArray()));
                case 2 -> value = in.readDouble();
                default -> millis = in.readInt64();
            }
        }
        return new Exemplar(labels, value, millis);
    }

    private static Metadata metadata1(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int type = 0;
        String[] texts = {"", "", ""};
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> type = in.readEnum();
                case 2 -> texts[0] = in.readStringRequireUtf8();
                case 4 -> texts[1] = in.readStringRequireUtf8();
                default -> texts[2] = in.readStringRequireUtf8();
            }
        }
        return new Metadata(type, texts[0], texts[1], texts[2]);
    }

    private static Sample sample(byte[] bytes) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        long[] parts = new long[3];
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            parts[(tag >>> 3) - 1] = tag >>> 3 == 1 ? in.readFixed64() : in.readInt64();
        }
        return new Sample(parts[0], parts[1], parts[2]);
    }

    private static Received version2(MultiMap headers, byte[] plain) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(plain);
        List<String> symbols = new ArrayList<>();
        List<byte[]> encoded = new ArrayList<>();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 4 -> symbols.add(in.readStringRequireUtf8());
                case 5 -> encoded.add(in.readByteArray());
                default -> throw new AssertionError("field " + (tag >>> 3) + " of a request of 2.0");
            }
        }
        assertThat(symbols.getFirst()).as("the first symbol").isEmpty();
        List<Series> series = new ArrayList<>();
        for (byte[] one : encoded) {
            series.add(series2(one, symbols));
        }
        return new Received(headers, symbols, series, List.of());
    }

    private static Series series2(byte[] bytes, List<String> symbols) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        Series series = new Series(
                new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> series.labels().addAll(labels2(in.readByteArray(), symbols));
                case 2 -> series.samples().add(sample(in.readByteArray()));
                case 3 -> series.histograms().add(in.readByteArray());
                case 4 -> series.exemplars().add(exemplar2(in.readByteArray(), symbols));
                case 5 -> series.metadata().add(metadata2(in.readByteArray(), symbols));
                default -> throw new AssertionError("field " + (tag >>> 3) + " of a series of 2.0");
            }
        }
        return series;
    }

    private static List<Label> labels2(byte[] refs, List<String> symbols) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(refs);
        List<String> texts = new ArrayList<>();
        while (!in.isAtEnd()) {
            int ref = in.readUInt32();
            assertThat(ref).as("a reference").isBetween(0, symbols.size() - 1);
            texts.add(symbols.get(ref));
        }
        assertThat(texts.size() % 2).as("names and values in pairs").isZero();
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < texts.size(); i += 2) {
            labels.add(new Label(texts.get(i), texts.get(i + 1)));
        }
        return labels;
    }

    private static Exemplar exemplar2(byte[] bytes, List<String> symbols) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        List<Label> labels = new ArrayList<>();
        double value = 0;
        long millis = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag >>> 3) {
                case 1 -> labels.addAll(labels2(in.readByteArray(), symbols));
                case 2 -> value = in.readDouble();
                default -> millis = in.readInt64();
            }
        }
        return new Exemplar(labels, value, millis);
    }

    private static Metadata metadata2(byte[] bytes, List<String> symbols) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        int[] parts = new int[5];
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            parts[tag >>> 3] = in.readInt32();
        }
        return new Metadata(parts[1], "", symbols.get(parts[3]), symbols.get(parts[4]));
    }
}
