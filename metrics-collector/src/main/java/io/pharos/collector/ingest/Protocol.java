package io.pharos.collector.ingest;

import io.pharos.collector.pipeline.Sender;
import io.pharos.model.Problem;
import io.pharos.model.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

/** A protocol of writes over HTTP: what it takes, and how it answers. */
public interface Protocol {
    /** What its senders need. */
    Scope scope();

    /** Begins with a request whose sender was let in and whose body is still to come; throws where it is none of ours. */
    Conversation open(HttpServerRequest request, Sender sender);

    /** A refusal in the protocol's own form, for requests that do not come as far as a conversation. */
    default Answer refused(HttpServerRequest request, Problem problem) {
        return Answer.of(problem);
    }

    /** One request. */
    @FunctionalInterface
    interface Conversation {
        /** Does what the body asks for; a problem is answered by {@link Protocol#refused}. */
        Future<Answer> take(byte[] body);
    }
}
