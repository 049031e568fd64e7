package io.pharos.tenancy.config;

import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The capabilities that read configuration, by prefix: every {@code pharos.*} key must be one of theirs. */
record KnownKeys(Set<String> prefixes) {
    private static final String OURS = "pharos.";

    /** Set by the build for its tests; no capability reads them. */
    private static final Set<String> BUILD = Set.of("pharos.root", "pharos.engines");

    KnownKeys {
        prefixes = Set.copyOf(prefixes);
    }

    /** The keys that nobody reads, in order. Keys within a known prefix are held to their mapping by SmallRye Config. */
    List<String> unknown(Iterable<String> names) {
        return StreamSupport.stream(names.spliterator(), false)
                .filter(name -> name.startsWith(OURS) && !BUILD.contains(name))
                .filter(name -> prefixes.stream().noneMatch(prefix -> name.startsWith(prefix + ".")))
                .distinct()
                .sorted()
                .toList();
    }
}
