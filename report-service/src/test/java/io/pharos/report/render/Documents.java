package io.pharos.report.render;

import io.pharos.model.TenantId;
import io.pharos.report.render.RenderRequest.Attachment;
import io.pharos.report.render.RenderRequest.Column;
import io.pharos.report.render.RenderRequest.EInvoice;
import io.pharos.report.render.RenderRequest.LongTable;
import io.pharos.report.render.RenderRequest.Margin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Requests for documents. */
final class Documents {
    static final TenantId ACME = new TenantId("acme");
    static final Instant CREATED = Instant.parse("2026-11-01T00:15:00Z");

    private Documents() {}

    static RenderRequest of(String html) {
        return of(html, null, null);
    }

    static RenderRequest of(String html, @Nullable String css, @Nullable LongTable table) {
        return new RenderRequest(
                ACME, "A document", "en", null, CREATED, html, css, null, null, null, table, List.of(), null);
    }

    /** One document with all that the engine can do. */
    static RenderRequest everything() {
        String html = """
                <html><body>
                <h1>Usage report 用量报告</h1>
                <p>Prices in ¥ and €: <b>bold 粗体</b>, <i>italic</i>, <code>rate(x[5m])</code>.
                 上海明灯监控技术有限公司为贵公司提供监控服务，本期共写入样本 1,234,567 个。</p>
                <h2>Chart</h2>
                <svg xmlns="http://www.w3.org/2000/svg" width="480" height="160" viewBox="0 0 480 160" role="img">
                <title>Samples by day</title>
                <rect x="0" y="0" width="480" height="160" fill="#f4f5f8"/>
                <polyline points="10,140 90,90 170,110 250,40 330,70 410,20 470,50" fill="none" stroke="#2f6fed" stroke-width="2"/>
                <text x="14" y="20" font-size="12" fill="#1f2430">Samples by day 样本</text>
                </svg>
                <h2>Table</h2>
                <table style="width:100%"><thead><tr><th style="text-align:left">Item 项目</th><th style="text-align:right">Amount</th></tr></thead>
                <tbody><tr><td>Samples written</td><td style="text-align:right">1,234.50</td></tr>
                <tr><td>活跃序列</td><td style="text-align:right">88.00</td></tr></tbody></table>
                </body></html>
                """;
        List<List<String>> rows = IntStream.range(0, 90)
                .mapToObj(i ->
                        List.of("2026-10-%02dT%02d:00Z".formatted(i / 24 + 1, i % 24), "samples 样本", "" + i * 997L))
                .toList();
        LongTable table = new LongTable(
                "Hourly usage 每小时用量",
                List.of(new Column("Hour", 2, false), new Column("Meter", 3, false), new Column("Quantity", 2, true)),
                rows);
        Attachment csv = new Attachment(
                "usage.csv",
                "text/csv",
                "Hourly usage",
                "Data",
                "hour,quantity\n1,2\n".getBytes(StandardCharsets.UTF_8));
        Attachment xml = new Attachment(
                "factur-x.xml", "text/xml", "Invoice", "Alternative", "<x/>".getBytes(StandardCharsets.UTF_8));
        return new RenderRequest(
                ACME,
                "Usage report",
                "en",
                "Pharos",
                CREATED,
                html,
                "h1{color:#2f6fed;font-size:18pt}",
                "DRAFT 草稿",
                new Margin("Acme Trading 阿克米", null, "Usage report"),
                new Margin("as of 2026-11-01 00:15 UTC", "confidential", "page {page} of {pages}"),
                table,
                List.of(csv, xml),
                new EInvoice("factur-x.xml", "EN 16931"));
    }
}
