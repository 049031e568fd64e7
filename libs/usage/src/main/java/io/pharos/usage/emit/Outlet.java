package io.pharos.usage.emit;

import io.pharos.model.TenantId;
import java.util.concurrent.CompletionStage;

/** Where usage events go; completes once the event is safe there, and fails where that is not known. */
public interface Outlet extends AutoCloseable {
    CompletionStage<Void> send(TenantId tenant, byte[] event);

    @Override
    void close();
}
