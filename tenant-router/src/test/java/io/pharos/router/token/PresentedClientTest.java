package io.pharos.router.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresentedClientTest {
    @Test
    void readsTheHeaderFormEncodedAndTheFormAsItIs() {
        PresentedClient client = new PresentedClient("acme", "a+b");
        assertThat(PresentedClient.of(basic("acme:a%2Bb"), null, null)).isEqualTo(client);
        assertThat(PresentedClient.of(null, "acme", "a+b")).isEqualTo(client);
        assertThat(PresentedClient.of(basic("acme:a%2Bb"), "acme", null)).isEqualTo(client);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic !", "Bearer abc", "Basic Zm9v", "Basic OmZvbw=="})
    void takesNothingElseForBasic(String header) {
        assertThat(PresentedClient.basic(header)).isEmpty();
        assertThatThrownBy(() -> PresentedClient.of(header, null, null)).isInstanceOf(OAuthRefusal.class);
    }

    @Test
    void refusesTheSecretInTwoPlacesOrNone() {
        assertThatThrownBy(() -> PresentedClient.of(basic("acme:x"), "acme", "x"))
                .isInstanceOf(OAuthRefusal.class);
        assertThatThrownBy(() -> PresentedClient.of(null, "acme", null)).isInstanceOf(OAuthRefusal.class);
    }

    @Test
    void isNeverPrintedWithItsSecret() {
        assertThat(new PresentedClient("acme", "s3cret").toString()).doesNotContain("s3cret");
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }
}
