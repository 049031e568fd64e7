package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.explain.QueryExplanation;
import io.pharos.gateway.metadata.MetadataQuestion;
import io.pharos.gateway.metering.Counting;
import io.pharos.tsdb.read.TenantRead;

/** What a request comes to: a question for the tenant's engine, or an answer that needs none. */
sealed interface Plan {
    /** Ask the engine, stream what it says, and count it; {@code text} is what the client asked, in canonical words. */
    record Ask(TenantRead read, Counting counting, String text) implements Plan {
        /** A question for names. */
        static Ask names(TenantRead read, String text) {
            return new Ask(read, new Counting.Nothing(), text);
        }
    }

    /** Ask the collector what senders said of their metrics. */
    record Describe(MetadataQuestion question) implements Plan {}

    /** Put it in words. */
    record Explain(QueryExplanation query) implements Plan {}

    /** Known here. */
    record Known(Answer answer) implements Plan {}
}
