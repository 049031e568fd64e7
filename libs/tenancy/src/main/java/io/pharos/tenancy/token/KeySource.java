package io.pharos.tenancy.token;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Map;

/** Where the keys that verify tokens come from, by their {@code kid}; may block. */
@FunctionalInterface
public interface KeySource {
    Map<String, PublicKey> fetch() throws IOException;
}
