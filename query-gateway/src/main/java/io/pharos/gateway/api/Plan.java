package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.tsdb.read.TenantRead;

/** What a request comes to: a question for the tenant's engine, or an answer that needs none. */
sealed interface Plan {
    /** Ask the engine and stream what it says. */
    record Ask(TenantRead read) implements Plan {}

    /** Known here. */
    record Known(Answer answer) implements Plan {}
}
