package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Tenant-ID",
                "X-Environment",
                "Authorization",
                "Host",
                "Content-Length",
                "Transfer-Encoding",
                "Expect"
            })
    void refusesASecondValueOfWhatIsToldOnce(String name) {
        MultiMap headers = headers().add(name, "1").add(name, "1");
        refused(headers);
    }

    @ParameterizedTest
    @CsvSource({
        "Transfer-Encoding, identity",
        "Transfer-Encoding, 'gzip, chunked'",
        "Transfer-Encoding, xchunked",
        "Content-Length, -1",
        "Content-Length, +5",
        "Content-Length, '5, 5'",
        "Content-Length, 0x5",
        "Content-Length, 99999999999999999999",
        "Expect, the-unexpected",
        "X_Tenant_ID, initech",
        "x-tenant_id, initech"
    })
    void refusesFramingAndSpellingsThatCanBeReadTwice(String name, String value) {
        refused(headers().add(name, value));
    }

    @Test
    void refusesTwoWaysToTellALength() {
        refused(headers().add("Content-Length", "5").add("Transfer-Encoding", "chunked"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Scope-OrgID",
                "x-scope-orgid",
                "X_Scope_OrgID",
                "THANOS-TENANT",
                "AccountID",
                "ProjectID",
                "X-Forwarded-For",
                "X-Forwarded-Host",
                "Forwarded",
                "X-Original-URL",
                "X-HTTP-Method-Override",
                "X-WEBAUTH-USER",
                "X-Pharos-Anything",
                "Connection",
                "Keep-Alive",
                "TE",
                "Upgrade",
                "Proxy-Authorization",
                "X-Tenant-ID",
                "Authorization"
            })
    void leavesOutWhatIsForeignOrOfThisConnection(String name) {
        MultiMap to = headers();
        HeaderRules.copyRequest(headers().add(name, "b").add("Accept", "*/*"), to);
        assertThat(to.names()).containsExactly("Accept");
    }

    @Test
    void leavesOutWhatTheConnectionHeaderNames() {
        MultiMap to = headers();
        HeaderRules.copyResponse(
                headers().add("Connection", "close, X-Hop").add("X-Hop", "1").add("X-Stays", "1"), to);
        assertThat(to.names()).containsExactly("X-Stays");
    }

    @Test
    void keepsEveryValueOfWhatGoesOn() {
        MultiMap to = headers();
        HeaderRules.copyRequest(headers().add("Accept", "a").add("Accept", "b"), to);
        assertThat(to.getAll("accept")).containsExactly("a", "b");
    }

    private static MultiMap headers() {
        return MultiMap.caseInsensitiveMultiMap();
    }

    private static void refused(MultiMap headers) {
        assertThatThrownBy(() -> HeaderRules.requireSound(headers))
                .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.kind()).isEqualTo(Kind.MALFORMED));
    }
}
