package io.pharos.router.clients;

import java.util.Locale;

/** Whom a client speaks for, as the database and the bootstrap file spell it. */
enum ClientKind {
    TENANT,
    PLATFORM,
    SERVICE;

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ClientKind of(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
