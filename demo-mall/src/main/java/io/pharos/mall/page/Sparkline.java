package io.pharos.mall.page;

import java.util.List;
import java.util.Locale;

/** A course of values as the points of an SVG polyline, 300 wide and 60 high. */
record Sparkline(String line, String area) {
    private static final double WIDTH = 300;
    private static final double HEIGHT = 60;

    static Sparkline of(List<Long> course) {
        double top =
                Math.max(1, course.stream().mapToLong(Long::longValue).max().orElse(1)) * 1.1;
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < course.size(); i++) {
            double x = WIDTH * i / Math.max(1, course.size() - 1);
            double y = HEIGHT - HEIGHT * course.get(i) / top;
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return new Sparkline(line.toString(), "0,60 " + line + "300,60");
    }
}
