package io.pharos.tenancy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private final KnownKeys keys = new KnownKeys(Set.of("pharos.token", "pharos.query.quota"));

    @Test
    void namesTheKeysThatNobodyReads() {
        assertThat(keys.unknown(List.of(
                        "pharos.token.issuer",
                        "pharos.query.quota.window",
                        "quarkus.http.port",
                        "pharos.root",
                        "pharos.tokn.issuer",
                        "pharos.tokens",
                        "pharos.query")))
                .containsExactly("pharos.query", "pharos.tokens", "pharos.tokn.issuer");
    }
}
