package io.pharos.gateway.api;

import static io.pharos.tenancy.testing.Tenants.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.gateway.suite.Surroundings;
import io.pharos.gateway.suite.Wire;
import io.pharos.model.Role;
import io.pharos.tenancy.testing.FakeRouter;
import io.pharos.tsdb.testing.FakeEngine;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A result of 64 MiB passes through a gateway that holds next to nothing of it, however slow its reader is. */
@QuarkusTest
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class LargeResultTest {
    private static final int MIB = 1024 * 1024;
    private static final int RESULT = 64 * MIB;
    private static final long MOST_GROWTH = 8L * MIB;
    private static final Buffer CHUNK = Buffer.buffer("[1700000000,\"1\"],".repeat(2_000));

    @TestHTTPResource
    @SuppressWarnings("NullAway.Init")
    URI gateway;

    @SuppressWarnings("NullAway.Init")
    FakeRouter router;

    @SuppressWarnings("NullAway.Init")
    FakeEngine fake;

    @Test
    void isNotHeld() throws IOException {
        fake.does(LargeResultTest::large);
        Wire wire = new Wire(gateway, GLOBEX.value(), router.issuer().tenantToken(GLOBEX, Role.ADMIN));
        try (Socket socket = wire.open("GET /prometheus/api/v1/query?query=up&timeout=60s", List.of(), "")) {
            InputStream answer = socket.getInputStream();
            byte[] room = new byte[64 * 1024];
            long read = read(answer, room, MIB);
            long before = liveHeap();
            read += read(answer, room, 48 * MIB);
            long grown = liveHeap() - before;
            read += read(answer, room, Integer.MAX_VALUE);
            assertThat(read).isGreaterThanOrEqualTo(RESULT);
            assertThat(grown).as("bytes of heap that were held on the way").isLessThan(MOST_GROWTH);
        }
    }

    private static long read(InputStream in, byte[] room, int bytes) throws IOException {
        long read = 0;
        while (read < bytes) {
            int more = in.read(room);
            if (more < 0) {
                return read;
            }
            read += more;
        }
        return read;
    }

    @SuppressWarnings("System.gc")
    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** As fast as it is read, as an engine sends. */
    private static void large(HttpServerRequest request) {
        HttpServerResponse response = request.response().setChunked(true).putHeader("Content-Type", "application/json");
        response.write(
                "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[");
        pour(response, RESULT);
    }

    private static void pour(HttpServerResponse response, int left) {
        int rest = left;
        while (rest > 0 && !response.writeQueueFull()) {
            response.write(CHUNK);
            rest -= CHUNK.length();
        }
        if (rest > 0) {
            int still = rest;
            response.drainHandler(drained -> pour(response, still));
        } else {
            response.end("[1700000001,\"1\"]]}]}}");
        }
    }
}
