package io.pharos.tsdb.testing;

import java.nio.file.Path;
import java.util.List;

/** A real Redis that forgets everything when it is closed. */
public final class RedisServer implements AutoCloseable {
    private final EngineProcess process;

    private RedisServer(EngineProcess process) {
        this.process = process;
    }

    public static RedisServer start() {
        return start(EngineProcess.freePort());
    }

    public static RedisServer start(int port) {
        Path directory = EngineProcess.newDirectory("redis");
        List<String> arguments =
                List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no");
        return new RedisServer(EngineProcess.start("redis-server", port, directory, arguments));
    }

    public int port() {
        return process.port();
    }

    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        process.close();
    }
}
