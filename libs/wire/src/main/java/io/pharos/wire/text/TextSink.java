package io.pharos.wire.text;

/** Takes what a text holds, a piece at a time and in the text's order; a text that breaks later has given some already. */
public interface TextSink {
    void sample(TextSample sample);

    /** What is known of a family; help and unit are empty where the text gives none. */
    void metadata(String family, MetricType type, String help, String unit);
}
