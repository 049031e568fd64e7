package io.pharos.tenancy.token;

import io.pharos.tenancy.http.Reply;
import io.pharos.tenancy.http.SuiteHttp;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;

/** Keys from a JWKS document over HTTP (RFC 7517): P-256 keys with a {@code kid}; all others are left out. */
public final class JwksSource implements KeySource {
    private static final long MAX_BYTES = 256 * 1024;

    private final SuiteHttp http;
    private final URI uri;

    public JwksSource(SuiteHttp http, URI uri) {
        this.http = http;
        this.uri = uri;
    }

    @Override
    public Map<String, PublicKey> fetch() throws IOException {
        Reply reply = http.get(uri, Map.of("Accept", "application/json"), MAX_BYTES);
        if (reply.status() != 200) {
            throw new IOException(uri + " answered " + reply.status());
        }
        return parse(reply.body());
    }

    static Map<String, PublicKey> parse(String json) throws IOException {
        try {
            Map<String, PublicKey> keys = new HashMap<>();
            for (JsonWebKey key : new JsonWebKeySet(json).getJsonWebKeys()) {
                if (key instanceof EllipticCurveJsonWebKey ec
                        && "P-256".equals(ec.getCurveName())
                        && ec.getKeyId() != null) {
                    keys.put(ec.getKeyId(), ec.getPublicKey());
                }
            }
            return Map.copyOf(keys);
        } catch (JoseException e) {
            throw new IOException("not a JWKS document", e);
        }
    }
}
