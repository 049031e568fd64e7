package io.pharos.billing.economics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Costs as spreadsheets write them. */
class CostCsvTest {
    private static final String HEAD = "month,segment,kind,reference,amount,currency,note\r\n";

    @Test
    void cellsMayBeQuotedAndLinesEndEitherWay() {
        List<CostRow> rows = CostCsv.read(HEAD
                + "2026-10,small,acquisition,ads-1,3200.50,CNY,\"fair, \"\"autumn\"\"\"\n"
                + "2026-10,small,other,rent,-1,CNY,\r\n\r\n");

        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().cost().note()).isEqualTo("fair, \"autumn\"");
        assertThat(rows.getFirst().cost().amount()).hasToString("3200.50 CNY");
        assertThat(rows.getLast().cost().amount()).hasToString("-1.00 CNY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "month,segment\r\n",
                HEAD + "2026-10,small,acquisition,ads,1,CNY\r\n",
                HEAD + "2026-10,small,acquisition,ads,one,CNY,\r\n",
                HEAD + "2026-10,small,acquisition,ads,1,CNY,\"open\r\n",
                HEAD + "2026-10,small,acquisition,\"ads\"x,1,CNY,\r\n",
                HEAD + "2026-13,small,acquisition,ads,1,CNY,\r\n",
                HEAD + "2026-10,small,party,ads,1,CNY,\r\n",
                HEAD + "2026-10,small,acquisition,ads,1.005,CNY,\r\n",
                HEAD + "2026-10,small,acquisition,ads,1,XXQ,\r\n",
                HEAD + "2026-10,small,acquisition,,1,CNY,\r\n"
            })
    void whatIsNotUnderstoodIsRefusedAndNotSkipped(String csv) {
        assertThatThrownBy(() -> CostCsv.read(csv).forEach(CostRow::cost)).isInstanceOf(Problem.class);
    }
}
