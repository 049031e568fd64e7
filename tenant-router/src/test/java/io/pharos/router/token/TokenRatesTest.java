package io.pharos.router.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenRatesTest {
    private final TokenRates rates = new TokenRates(new OneAMinute());

    @Test
    void refusesAnAddressThatAsksTooOftenAndNoOther() {
        rates.countAddress("10.0.0.1");
        assertThatThrownBy(() -> rates.countAddress("10.0.0.1")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(Kind.RATE_LIMITED);
            assertThat(problem.retryAfter()).isPresent();
        });
        assertThatCode(() -> rates.countAddress("10.0.0.2")).doesNotThrowAnyException();
    }

    @Test
    void refusesAClientThatAsksTooOftenAndNoOther() {
        rates.countClient("acme-agent");
        assertThatThrownBy(() -> rates.countClient("acme-agent")).isInstanceOf(Problem.class);
        assertThatCode(() -> rates.countClient("initech-agent")).doesNotThrowAnyException();
    }

    private record OneAMinute() implements TokensConfig {
        @Override
        public Duration life() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Duration refreshLife() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration familyLife() {
            return Duration.ofDays(1);
        }

        @Override
        public double ratePerAddress() {
            return 1.0 / 60;
        }

        @Override
        public long burstPerAddress() {
            return 1;
        }

        @Override
        public double ratePerClient() {
            return 1.0 / 60;
        }

        @Override
        public long burstPerClient() {
            return 1;
        }
    }
}
