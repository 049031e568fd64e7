package io.pharos.collector.conformance;

import io.pharos.tsdb.testing.FakeEngine;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** An engine of the sender's tests: it keeps what it gets, and answers as it is told to. */
final class Receiver {
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<String> methods = new CopyOnWriteArrayList<>();
    private final FakeEngine engine;

    Receiver(FakeEngine engine) {
        this.engine = engine;
        answers(204);
    }

    /** Answers with that status, and says that it wrote something. */
    void answers(int status) {
        answers(response -> response.setStatusCode(status)
                .putHeader("X-Prometheus-Remote-Write-Samples-Written", "1")
                .end("because"));
    }

    void answers(Consumer<HttpServerResponse> answer) {
        engine.does(request -> request.bodyHandler(body -> {
            methods.add(request.method().name());
            received.add(Received.read(request.headers(), body.getBytes()));
            answer.accept(request.response());
        }));
    }

    List<Received> received() {
        return received;
    }

    List<String> methods() {
        return methods;
    }

    /** The only request so far. */
    Received only() {
        if (received.size() != 1) {
            throw new AssertionError(received.size() + " requests came");
        }
        return received.getFirst();
    }
}
