package io.pharos.alert.template.function;

import java.net.URI;
import java.time.Instant;

/** What functions know besides their arguments. */
public record Surroundings(Instant now, URI externalUrl, QuerySource queries, Budget budget) {}
