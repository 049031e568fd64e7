package io.pharos.tenancy.context;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Whom a resource method says that it serves; the method's word goes before its class's. */
sealed interface Declared {
    /** Everybody, on purpose. */
    record ForAll() implements Declared {}

    /** Whoever has this access. */
    record For(Access access) implements Declared {}

    /** It says nothing, or both. */
    record ForNobody() implements Declared {}

    static Declared of(Method method, Class<?> type) {
        Declared own = on(method);
        if (own != null) {
            return own;
        }
        Declared classes = on(type);
        return classes == null ? new ForNobody() : classes;
    }

    private static @Nullable Declared on(AnnotatedElement element) {
        RequiresScope scope = element.getAnnotation(RequiresScope.class);
        boolean open = element.isAnnotationPresent(Open.class);
        if (scope != null) {
            return open ? new ForNobody() : new For(Access.to(scope.value(), scope.admin()));
        }
        return open ? new ForAll() : null;
    }
}
