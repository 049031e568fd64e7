package io.pharos.router.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.router.backend.BackendDouble;
import io.pharos.router.proxy.Wire.Answer;
import io.pharos.tenancy.directory.RequestLimits;
import io.pharos.tenancy.testing.Tenants;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams, deadlines, those who leave, and services that are away. */
@Timeout(60)
class ForwardingTest {
    private static final byte[] BLOCK = new byte[64 * 1024];
    private static final int MEGABYTE = 1024 * 1024;

    /** What the kernel's buffers of three connections may hold at most; far less than what is sent. */
    private static final int BUFFERS = 64 * MEGABYTE;

    private static final int FAR_MORE = 512 * MEGABYTE;

    private Door door = new Door(Door.AMPLE);

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void streamsALargeBodyUp() throws IOException {
        try (Wire wire = door.wire()) {
            wire.send(door.acmes("POST", "/bulk?do=length", "Content-Length: " + 32 * MEGABYTE));
            for (int sent = 0; sent < 32 * MEGABYTE; sent += BLOCK.length) {
                wire.send(BLOCK);
            }
            Answer answer = wire.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).endsWith(Integer.toString(32 * MEGABYTE));
        }
    }

    @Test
    void streamsAChunkedBodyBothWays() throws IOException {
        Answer answer =
                ask(door.acmes("POST", "/write?do=mirror", "Transfer-Encoding: chunked") + "5\r\nhello\r\n0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("hello");
    }

    @Test
    void tellsWhoseBytesWentFromWhomToWhom() throws IOException {
        ask(door.acmes("POST", "/write?do=length", "Content-Length: 5") + "hello");
        while (door.hops.size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(door.hops)
                .containsExactly("acme: client acme-client > , metrics 5", "acme:  > metrics-collector, metrics 5");
    }

    @Test
    void holdsTheSenderBackWhileTheServiceDoesNotRead() throws IOException {
        try (Wire wire = door.wire()) {
            wire.send(door.acmes("POST", "/write?do=deaf", "Content-Length: " + FAR_MORE));
            assertThat(sendUntilCut(wire)).isLessThan(BUFFERS);
        }
    }

    @Test
    void holdsTheServiceBackWhileTheClientDoesNotRead() throws Exception {
        try (Wire wire = door.wire()) {
            wire.send(door.acmes("GET", "/read?do=flood"));
            door.backend.abandoned().get(20, TimeUnit.SECONDS);
            assertThat(door.backend.flooded()).isPositive().isLessThan(BUFFERS);
        }
    }

    @Test
    void letsGoOfTheServiceWhenTheClientLeaves() throws Exception {
        try (Wire wire = door.wire()) {
            wire.send(door.acmes("POST", "/write?do=hang", "Content-Length: 10") + "half");
            door.backend.firstReceived().get(10, TimeUnit.SECONDS);
        }
        assertThat(door.backend.abandoned().get(1, TimeUnit.SECONDS)).isEqualTo("/write?do=hang");
    }

    @Test
    void cutsTheClientOffWhenTheServiceBreaksOffInTheMiddle() throws IOException {
        Answer answer = ask(door.acmes("GET", "/read?do=half"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).containsIgnoringCase("content-length: 1000").endsWith("half");
    }

    @Test
    void answersOnceTheDeadlineIsOver() throws IOException {
        Answer read = ask(door.acmes("GET", "/read?do=hang"));
        assertThat(read.status()).isEqualTo(504);
        assertThat(read.text()).contains("\"errorType\":\"timeout\"").containsIgnoringCase("retry-after:");
        Answer write = ask(door.acmes("POST", "/write?do=hang", "Content-Length: 4") + "data");
        assertThat(write.status()).isEqualTo(503);
        assertThat(write.text()).contains("route.service-late").containsIgnoringCase("retry-after:");
    }

    @Test
    void neverAnswersASlowSenderWithAnErrorThatLosesData() throws IOException {
        for (int i = 0; i < BreakerState.FEWEST + 1; i++) {
            try (Wire wire = door.wire()) {
                wire.send(door.acmes("POST", "/write?do=length", "Content-Length: 100") + "slow");
                Answer answer = wire.answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.text()).contains("route.body-too-slow");
            }
        }
    }

    @Test
    void repeatsAReadOnceAndAWriteNever() throws IOException {
        assertThat(ask(door.acmes("GET", "/read?do=break")).text()).contains("route.service-broke-off");
        assertThat(door.backend.received()).isEqualTo(2);
        Answer write = ask(door.acmes("POST", "/write?do=break", "Content-Length: 4") + "data");
        assertThat(write.status()).isEqualTo(503);
        assertThat(door.backend.received()).isEqualTo(3);
    }

    @Test
    void leavesAServiceAloneThatIsAwayAndFindsItAgain() throws IOException {
        for (int i = 0; i < BreakerState.FEWEST; i++) {
            assertThat(ask(door.acmes("POST", "/absent", "Content-Length: 0")).text())
                    .contains("route.service-unreachable");
        }
        assertThat(ask(door.acmes("GET", "/absent")).text()).contains("route.service-resting");
        assertThat(ask(door.acmes("GET", "/read")).status()).isEqualTo(200);
        try (BackendDouble back = BackendDouble.start(door.absentPort)) {
            assertThat(ask(door.acmes("GET", "/absent")).status()).isEqualTo(503);
            door.clock.advance(BreakerState.PAUSE);
            assertThat(ask(door.acmes("GET", "/absent")).status()).isEqualTo(200);
            assertThat(back.received()).isEqualTo(1);
        }
    }

    @Test
    void doesNotCountWhatAServiceAnswers() throws IOException {
        for (int i = 0; i < BreakerState.WINDOW; i++) {
            assertThat(ask(door.acmes("GET", "/read?do=500")).status()).isEqualTo(500);
        }
        assertThat(ask(door.acmes("GET", "/read")).status()).isEqualTo(200);
    }

    @Test
    void passesStatusesWithoutABodyOn() throws IOException {
        assertThat(ask(door.acmes("POST", "/write?do=204", "Content-Length: 0")).status())
                .isEqualTo(204);
        assertThat(ask(door.acmes("HEAD", "/read")).status()).isEqualTo(200);
    }

    @Test
    void asksForTheBodyOnceTheRequestIsAdmitted() throws IOException {
        try (Wire wire = door.wire()) {
            wire.send(door.acmes("POST", "/write?do=echo", "Content-Length: 4", "Expect: 100-continue"));
            assertThat(wire.line()).isEqualTo("HTTP/1.1 100 Continue");
            assertThat(wire.line()).isEmpty();
            assertThat(wire.send("data").answer().text()).contains("\"body\":\"data\"");
        }
    }

    @Test
    void refusesOverTheTenantsRate() throws IOException {
        reopen(new RequestLimits(1, 2, 100));
        ask(door.acmes("GET", "/read"));
        ask(door.acmes("GET", "/read"));
        Answer answer = ask(door.acmes("POST", "/write", "Content-Length: 0"));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).contains("tenant.request-rate").containsIgnoringCase("retry-after: 1");
        String initechs = "Authorization: Bearer " + door.token(Tenants.INITECH);
        assertThat(ask(door.head("GET", "/read", "X-Tenant-ID: initech", initechs))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesMoreAtOnceThanTheTenantMay() throws Exception {
        reopen(new RequestLimits(100, 100, 1));
        try (Wire busy = door.wire()) {
            busy.send(door.acmes("GET", "/read?do=hang"));
            door.backend.firstReceived().get(10, TimeUnit.SECONDS);
            assertThat(ask(door.acmes("GET", "/read")).status()).isEqualTo(429);
            Answer write = ask(door.acmes("POST", "/write", "Content-Length: 0"));
            assertThat(write.status()).isEqualTo(503);
            assertThat(write.text()).contains("tenant.too-many-at-once").containsIgnoringCase("retry-after:");
            busy.answer();
        }
        assertThat(ask(door.acmes("GET", "/read")).status()).isEqualTo(200);
    }

    private void reopen(RequestLimits limits) {
        door.close();
        door = new Door(limits);
    }

    private Answer ask(String request) throws IOException {
        try (Wire wire = door.wire()) {
            return wire.send(request).answer();
        }
    }

    private static long sendUntilCut(Wire wire) {
        long sent = 0;
        try {
            while (sent < FAR_MORE) {
                wire.send(BLOCK);
                sent += BLOCK.length;
            }
        } catch (IOException cut) {
            return sent;
        }
        return sent;
    }
}
