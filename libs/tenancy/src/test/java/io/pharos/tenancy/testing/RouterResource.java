package io.pharos.tenancy.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Starts a {@link FakeRouter} for a Quarkus test and puts it into the fields of that type. */
public final class RouterResource implements QuarkusTestResourceLifecycleManager {
    private final FakeRouter router = new FakeRouter(Tenants.snapshot());

    @Override
    public Map<String, String> start() {
        return Map.of(
                "pharos.directory.url", router.url(),
                "pharos.directory.interval", "100ms",
                "pharos.token.issuer", router.url(),
                "pharos.identity.client-id", "svc-test",
                "pharos.identity.secret", "env:PATH");
    }

    @Override
    public void stop() {
        router.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(router, field -> field.getType() == FakeRouter.class);
    }
}
