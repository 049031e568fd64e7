package io.pharos.gateway.matrix;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.pharos.gateway.matrix.RangeResult.Remark;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Writes a result as Prometheus does, statistics left out. */
public final class RangeWriter {
    private final Buffer out;

    private RangeWriter(int sizeHint) {
        this.out = Buffer.buffer(sizeHint);
    }

    /** The whole answer in JSON. */
    public static Buffer write(Matrix matrix, List<Remark> remarks) {
        RangeWriter writer = new RangeWriter((int) Math.min(1 << 24, 256 + 40 * matrix.points()));
        writer.answer(matrix);
        writer.remarks("warnings", remarks);
        writer.remarks("infos", remarks);
        return writer.out.appendString("}");
    }

    private void answer(Matrix matrix) {
        out.appendString("{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
        String comma = "";
        for (Series series : matrix.series()) {
            out.appendString(comma).appendString("{\"metric\":").appendString(series.metric());
            points("values", series.values(), "\"");
            points("histograms", series.histograms(), "");
            out.appendString("}");
            comma = ",";
        }
        out.appendString("]}");
    }

    private void points(String name, Points points, String quote) {
        if (points.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(points.size() * 32);
        text.append(",\"").append(name).append("\":[");
        for (int i = 0; i < points.size(); i++) {
            text.append(i == 0 ? "[" : ",[");
            seconds(text, points.times()[i]);
            text.append(',')
                    .append(quote)
                    .append(points.texts()[i])
                    .append(quote)
                    .append(']');
        }
        out.appendString(text.append(']').toString());
    }

    /** Seconds; where they are not whole, with three decimals. */
    private static void seconds(StringBuilder text, long millis) {
        long whole = millis / 1000;
        long rest = Math.abs(millis % 1000);
        if (millis < 0 && whole == 0) {
            text.append('-');
        }
        text.append(whole);
        if (rest != 0) {
            text.append('.')
                    .append(rest < 100 ? "0" : "")
                    .append(rest < 10 ? "0" : "")
                    .append(rest);
        }
    }

    private void remarks(String kind, List<Remark> remarks) {
        List<String> texts = new ArrayList<>();
        for (Remark remark : remarks) {
            if (remark.kind().equals(kind)) {
                texts.add('"' + new String(JsonStringEncoder.getInstance().quoteAsString(remark.text())) + '"');
            }
        }
        if (!texts.isEmpty()) {
            out.appendString(",\"" + kind + "\":[" + String.join(",", texts) + "]");
        }
    }
}
