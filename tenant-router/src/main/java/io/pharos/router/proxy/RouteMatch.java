package io.pharos.router.proxy;

import java.util.Map;
import java.util.Set;

/** What the route table says about a method and a path. */
public sealed interface RouteMatch {
    /** The row, and what stands for its {@code {names}}, as it was sent. */
    record Found(Route route, Map<String, String> parameters) implements RouteMatch {
        public Found {
            parameters = Map.copyOf(parameters);
        }
    }

    /** The path is known, with other methods only. */
    record WrongMethod(Set<String> allowed) implements RouteMatch {
        public WrongMethod {
            allowed = Set.copyOf(allowed);
        }
    }

    /** No row has this path. */
    record Unknown() implements RouteMatch {}
}
