package io.pharos.billing.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.billing.invoice.InvoiceTotals;
import io.pharos.billing.period.BilledPeriod;
import io.pharos.billing.period.BillingCalendar;
import io.pharos.billing.plan.yaml.PlanReader;
import io.pharos.billing.rating.model.PricedEvent;
import io.pharos.billing.rating.model.Usage;
import io.pharos.billing.tax.TaxCalculation;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Scripts of three parts: a plan, the usage by meter, and the bill that it makes, line by line with its arithmetic. */
class RatingScriptsTest {
    @TestFactory
    List<DynamicTest> everyBillIsAsWritten() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RatingScriptsTest.class.getResource("/rating"))
                .toURI());
        try (Stream<Path> scripts = Files.list(folder)) {
            return scripts.sorted().map(RatingScriptsTest::test).toList();
        }
    }

    private static DynamicTest test(Path script) {
        return DynamicTest.dynamicTest(script.getFileName().toString(), () -> {
            String[] parts = Files.readString(script).split("---\n");
            assertThat(bill(PlanReader.read(parts[0]), usage(parts[1]))).isEqualTo(parts[2]);
        });
    }

    private static String bill(PricePlan plan, UsageStatement usage) {
        BilledPeriod july = BilledPeriod.full(BillingCalendar.month(YearMonth.of(2026, 7), plan.zone()));
        RatedPeriod rated = new Rater(plan).rate(usage, july);
        TaxCalculation taxes =
                new TaxCalculation(plan.currency(), plan.conventions().taxRounding());
        InvoiceTotals totals = InvoiceTotals.of(rated.taxable(), List.of(), taxes);
        StringBuilder bill = new StringBuilder();
        rated.lines().forEach(line -> bill.append(words(line)).append('\n'));
        return bill.append("subtotal " + totals.subtotal() + "\n")
                .append("tax " + totals.tax().total() + "\n")
                .append("total " + totals.total() + "\n")
                .toString();
    }

    private static String words(Line line) {
        String amount = line.amount().amount().toPlainString();
        return line.kind() + " " + line.code() + " " + amount + " | " + line.arithmetic();
    }

    private static UsageStatement usage(String text) {
        Map<String, Usage> usage = new HashMap<>();
        text.lines().map(line -> line.split(" ")).forEach(words -> usage.put(words[0], usage(words)));
        return new UsageStatement(usage);
    }

    private static Usage usage(String[] words) {
        return switch (words[1]) {
            case "events" -> events(List.of(words).subList(2, words.length));
            case "peaks" -> Usage.peaks(peaks(List.of(words).subList(2, words.length)));
            default -> Usage.of(new BigDecimal(words[1]));
        };
    }

    private static Usage events(List<String> amounts) {
        return Usage.priced(amounts.stream()
                .map(BigDecimal::new)
                .map(amount -> new PricedEvent(BigDecimal.ONE, amount))
                .toList());
    }

    private static Map<String, BigDecimal> peaks(List<String> peaks) {
        Map<String, BigDecimal> byUnit = new HashMap<>();
        peaks.forEach(p -> byUnit.put(p.split("=")[0], new BigDecimal(p.split("=")[1])));
        return byUnit;
    }
}
