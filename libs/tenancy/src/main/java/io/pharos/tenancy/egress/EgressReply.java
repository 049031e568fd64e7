package io.pharos.tenancy.egress;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/** What an outside address answered; a redirect is an answer like any other and is not followed. */
public record EgressReply(int status, MultiMap headers, Buffer body) {}
