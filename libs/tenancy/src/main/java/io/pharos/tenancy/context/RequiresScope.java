package io.pharos.tenancy.context;

import io.pharos.model.Scope;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a resource asks of a token, on the class or on the method (the method wins). {@link Scope#PLATFORM} and
 * {@link Scope#INTERNAL} are for resources without a tenant; every other scope is one tenant's. A resource that says
 * neither this nor {@link Open} serves nobody.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresScope {
    Scope value();

    /** An administrative act: asks for the role admin, and is refused while revocations are not known to be fresh. */
    boolean admin() default false;
}
