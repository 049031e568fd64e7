package io.pharos.tsdb.engine;

import io.pharos.tenancy.directory.Tls;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tenancy.secret.Secrets;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import org.jspecify.annotations.Nullable;

/** Applies an engine's certificates, given by reference, to its client; names are always verified. */
public final class EngineTls {
    private EngineTls() {}

    public static HttpClientOptions apply(@Nullable Tls tls, Secrets secrets, HttpClientOptions options) {
        if (tls == null) {
            return options;
        }
        if (tls.caRef() != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(pem(tls.caRef(), secrets)));
        }
        if (tls.certificateRef() != null && tls.keyRef() != null) {
            options.setKeyCertOptions(new PemKeyCertOptions()
                    .addCertValue(pem(tls.certificateRef(), secrets))
                    .addKeyValue(pem(tls.keyRef(), secrets)));
        }
        return options;
    }

    private static Buffer pem(String reference, Secrets secrets) {
        return Buffer.buffer(secrets.resolve(SecretRef.parse(reference)));
    }
}
