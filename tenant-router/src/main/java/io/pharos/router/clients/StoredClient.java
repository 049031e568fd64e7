package io.pharos.router.clients;

import java.time.Instant;

/** A client with what is kept beside it. */
public record StoredClient(Client client, Credential credential, Instant createdAt) {}
