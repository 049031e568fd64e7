package io.pharos.alert.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that sign webhooks: made of the platform's key for each tenant and receiver, so that none is stored and none
 * tells of another. While the platform's key is changed, both the new one and the one before it sign.
 */
@Singleton
public final class SigningKeys {
    private static final int LEAST_LENGTH = 16;

    private final Secrets secrets;
    private final DeliverConfig config;

    public SigningKeys(Secrets secrets, DeliverConfig config) {
        this.secrets = secrets;
        this.config = config;
    }

    /** The keys of a receiver, the newest first. */
    List<byte[]> of(TenantId tenant, String receiver) {
        return Stream.of(config.signingKey(), config.previousSigningKey())
                .flatMap(Optional::stream)
                .map(reference -> secrets.resolve(SecretRef.parse(reference)))
                .map(platform -> key(platform, tenant, receiver))
                .toList();
    }

    /** The newest key as Standard Webhooks writes it, for the receiver's owner. */
    public String text(TenantId tenant, String receiver) {
        List<byte[]> keys = of(tenant, receiver);
        if (keys.isEmpty()) {
            throw Problem.of(
                    Kind.UNAVAILABLE,
                    "notify.no-signing-key",
                    "The platform has no key to sign webhooks with; the operator sets pharos.alert.deliver.signing-key.");
        }
        return "whsec_" + Base64.getEncoder().encodeToString(keys.getFirst());
    }

    private static byte[] key(String platform, TenantId tenant, String receiver) {
        if (platform.length() < LEAST_LENGTH) {
            throw Problem.of(
                    Kind.UNAVAILABLE,
                    "notify.weak-signing-key",
                    "The platform's key to sign webhooks is too short; the operator sets one of 16 characters or more.");
        }
        return Signature.hmac(platform.getBytes(UTF_8), "webhook\n" + tenant + "\n" + receiver);
    }
}
