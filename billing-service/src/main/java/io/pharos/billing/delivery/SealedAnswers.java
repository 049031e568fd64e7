package io.pharos.billing.delivery;

import io.pharos.sql.Seal;
import io.pharos.tenancy.secret.SecretBox;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** Keeps answers that are repeated encrypted: that of a new endpoint holds its key. */
@Singleton
class SealedAnswers implements Seal {
    private final SecretBox box;

    SealedAnswers(SecretBox box) {
        this.box = box;
    }

    @Override
    public byte[] close(String name, byte[] answer) {
        return box.close(name, new String(answer, StandardCharsets.UTF_8));
    }

    @Override
    public byte[] open(String name, byte[] stored) {
        return box.open(name, stored).getBytes(StandardCharsets.UTF_8);
    }
}
