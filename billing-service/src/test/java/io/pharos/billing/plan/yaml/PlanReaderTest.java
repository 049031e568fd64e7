package io.pharos.billing.plan.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.billing.plan.Conventions;
import io.pharos.billing.plan.Grants;
import io.pharos.billing.plan.PlanVersion;
import io.pharos.billing.plan.PricePlan;
import io.pharos.billing.rating.model.Volume;
import io.pharos.billing.rating.model.VolumeCliff;
import io.pharos.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanReaderTest {
    private static final String PLAN = """
            plan: p
            version: 2
            currency: CNY
            time_zone: Asia/Shanghai
            taxes:
              vat: {category: s, rate: 6}
            charges:
              - code: api
                name: API calls
                meter: calls
                price:
                  volume:
                    tiers:
                      - {up_to: 10, unit: 0.10}
                      - {unit: 0.05}
                tax: vat
            """;

    @Test
    void readsThePlanThatShips() {
        PricePlan plan = PlanReader.read(ShippedPlan.text());

        assertThat(plan.version()).isEqualTo(new PlanVersion("standard", 1));
        assertThat(plan.conventions()).isEqualTo(Conventions.DEFAULT);
        assertThat(plan.charges()).hasSize(5);
    }

    @Test
    void readsThePlanOfTheGuide() throws IOException {
        Path guide = Path.of(System.getProperty("pharos.root", "."), "docs/price-plans.md");
        String plan = Files.readString(guide).split("```yaml\n")[1].split("```")[0];

        assertThat(PlanReader.read(plan).version()).hasToString("team@1");
    }

    @Test
    void takesTheDefaultsWhereThePlanIsSilent() {
        assertThat(PlanReader.read(PLAN).conventions()).isEqualTo(Conventions.DEFAULT);
    }

    @Test
    void readsWhatAPlanGrants() {
        assertThat(PlanReader.read(PLAN).grants()).isEqualTo(Grants.NONE);
        assertThat(PlanReader.read(PLAN + "features: [query.cache]\ncaps: {query.concurrency: 4}\n")
                        .grants())
                .isEqualTo(new Grants(Set.of("query.cache"), Map.of("query.concurrency", 4L)));
        for (String fault : List.of("caps: {\"metrics:write\": 0}", "caps: {a: -1}", "caps: {a: x}", "features: [A]")) {
            assertThatThrownBy(() -> PlanReader.read(PLAN + fault + "\n"))
                    .as(fault)
                    .isInstanceOf(Problem.class);
        }
    }

    @Test
    void conventionsReachThePrices() {
        PricePlan plan = PlanReader.read(PLAN + "conventions: {volume_cliff: held}\n");

        assertThat(plan.charges().getFirst().price())
                .isInstanceOfSatisfying(Volume.class, v -> assertThat(v.cliff()).isEqualTo(VolumeCliff.HELD));
    }

    @Test
    void readsPricesAsTheyAreWritten() {
        PricePlan plan = PlanReader.read(PLAN.replace("0.10", "0.1000000000000000055511151231257827"));

        assertThat(plan.toString()).contains("0.1000000000000000055511151231257827");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "code: api | codes: api | line 8: unknown field 'codes'",
                "up_to: 10 | upto: 10 | line 14: unknown field 'upto'",
                "unit: 0.05 | unit: cheap | line 15: 'unit' is a decimal number",
                "currency: CNY | currency: Yuan | line 3: 'currency' is a currency",
                "version: 2 | version: 2.5 | line 2: 'version' is a whole number",
                "{unit: 0.05} | {up_to: 5, unit: 1} | line 12: Tiers end with an open one",
                "volume: | cheapest: | line 12: unknown price model 'cheapest'",
                "tax: vat | tax: gst | The tax 'gst' is not one of",
                "name: API calls | code: api | line 9: 'code' is there twice",
                "plan: p | plan: [p | line ",
            })
    void refusesWhatItDoesNotUnderstandWithItsLine(String written, String instead, String detail) {
        String plan = PLAN.replaceFirst(Pattern.quote(written), instead);

        assertThatThrownBy(() -> PlanReader.read(plan))
                .isInstanceOf(Problem.class)
                .hasMessageContaining(detail);
    }

    @Test
    void refusesQuantityStepsThatWouldDoNothing() {
        String plan = PLAN.replace("    price:\n", "    quantity: [{divide: 10}]\n    price:\n")
                .replaceAll("(?s)volume:.*?\\n    tax", "dynamic: {}\n    tax");

        assertThatThrownBy(() -> PlanReader.read(plan)).hasMessageContaining("line 8: The price of 'api'");
    }

    @Test
    void refusesAnEmptyPlan() {
        assertThatThrownBy(() -> PlanReader.read(""))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("empty");
    }
}
