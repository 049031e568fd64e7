package io.pharos.e2e.suite;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands the {@link Suite} to tests; the first to ask starts it, the end of the test run stops it. A start that failed
 * is not tried again: every further test fails at once with the same words.
 */
public final class SuiteExtension implements ParameterResolver {

    private record Start(@Nullable Suite suite, @Nullable RuntimeException failure) implements AutoCloseable {
        static Start once() {
            try {
                return new Start(Suite.start(), null);
            } catch (RuntimeException e) {
                return new Start(null, e);
            }
        }

        @Override
        public void close() {
            if (suite != null) {
                suite.close();
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Suite resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        Start start = requireNonNull(store.computeIfAbsent(Start.class, key -> Start.once(), Start.class));
        if (start.failure() != null) {
            throw start.failure();
        }
        return requireNonNull(start.suite());
    }
}
