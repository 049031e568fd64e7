package io.pharos.e2e.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.IntStream;

/** Where the suite listens: the ports of the local layout, moved by an offset at which all of them are free. */
final class Ports {
    static final int ROUTER = 8080;
    static final int POSTGRES = 15432;
    static final int GATEWAY = 8082;
    static final int MALL = 8090;
    static final int RECORDER = 19095;
    static final int SPARE_GATEWAY = 8092;
    static final int SPARE_ENGINE = 8093;
    static final int SPARE_COLLECTOR = 8095;
    static final int SPARE_ROUTER = 8096;
    static final int SPARE_ROUTER_PROBES = 8097;
    static final int SHARED_TSDB = 19090;
    static final int SENDERS = 19104;
    static final int SPARE_TSDB = 19107;
    static final int REDIS = 16379;

    private static final List<Integer> ALL = List.of(
            8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087, 8088, 8090, 8092, 8093, 8094, 8095, 8096, 8097, 15432,
            16379, 18080, 19090, 19025, 19091, 19092, 19093, 19094, 19095, 19100, 19101, 19102, 19103, 19104, 19105,
            19106, 19107);

    private Ports() {}

    /** Where a service answers for health and describes itself, which is not the public address. */
    static int probes(String service) {
        return switch (service) {
            case "tenant-router" -> 18080;
            case "metrics-collector" -> 8081;
            case "query-gateway" -> GATEWAY;
            case "alert-engine" -> 8083;
            case "billing-service" -> 8084;
            default -> throw new IllegalArgumentException(service);
        };
    }

    /** An offset that keeps every port under the kernel's own range and off the default suite's. */
    static int freeOffset() {
        return IntStream.iterate(12_000, offset -> offset < 13_600, offset -> offset + 200)
                .filter(offset -> ALL.stream().allMatch(port -> free(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports between 20000 and 32768"));
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
