package io.pharos.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.TenantId;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchStagesTest {
    private static final TenantId ACME = new TenantId("acme");

    private static final class Found extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static String pass(BodyStage stage, String body, int size) {
        Buffer whole = Buffer.buffer(body);
        Buffer out = Buffer.buffer();
        for (int from = 0; from < whole.length(); from += size) {
            out.appendBuffer(stage.next(whole.getBuffer(from, Math.min(whole.length(), from + size))));
        }
        return out.appendBuffer(stage.last()).toString();
    }

    private static void passes(BodyStage stage, String body) {
        assertThat(pass(stage, body, 3)).isEqualTo(body);
    }

    private static JsonWatchStage json() {
        return new JsonWatchStage(ACME, Found::new);
    }

    private static ExpositionWatchStage text() {
        return new ExpositionWatchStage(ACME, Found::new);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metric\":{\"__name__\":\"up\",\"tenant_id\":\"acme\"},\"value\":[1,\"2\"]}",
                "[{\"tenant_id\":\"acme\"},{\"tenant_id\":\"acme\",\"a\":\"b\"}]",
                "{\"exported_tenant_id\":\"initech\"}",
                "{\"a\":\"\\\"tenant_id\\\":\\\"initech\\\"\"}",
                "[\"tenant_id\",\"initech\"]"
            })
    void letsTheTenantsOwnGoOn(String body) {
        passes(json(), body);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 64})
    void findsAnothersLabelHoweverItIsCut(int size) {
        for (String other : new String[] {"initech", "acm", "acmee", ""}) {
            String body = "{\"tenant_id\":\"acme\"},\"tenant_id\"{\"tenant_id\":\"" + other + "\",\"x\":\"secret\"}";
            assertThatThrownBy(() -> pass(json(), body, size)).isInstanceOf(Found.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# TYPE up gauge\nup{instance=\"i\",tenant_id=\"acme\"} 1\n",
                "up{a=\"x,tenant_id=\\\"initech\\\"\",tenant_id=\"acme\"} 1\n",
                "up{a=\"{tenant_id=\",tenant_id=\"acme\"} 1\nup{exported_tenant_id=\"initech\",tenant_id=\"acme\"} 1\n",
                "# HELP x \"{tenant_id=\"initech\"\nx{tenant_id=\"acme\"} 1\n"
            })
    void letsTheTenantsOwnTextGoOn(String body) {
        passes(text(), body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up{tenant_id=\"initech\"} 1\n",
                "up{tenant_id=\"acme\"} 1\nup{a=\"\\\\\",tenant_id=\"acme2\"} 1\n",
                "# TYPE up gauge\nup{a=\"b\",tenant_id=\"acm\"} 1\n"
            })
    void findsAnothersLabelInText(String body) {
        assertThatThrownBy(() -> pass(text(), body, 4)).isInstanceOf(Found.class);
    }
}
