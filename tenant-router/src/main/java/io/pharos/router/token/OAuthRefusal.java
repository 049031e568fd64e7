package io.pharos.router.token;

/** A refusal in the words of RFC 6749 §5.2, which OAuth clients understand; the description never holds a secret. */
final class OAuthRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The closed list of what can be wrong with a request for a token. */
    enum Fault {
        INVALID_REQUEST("invalid_request", 400),
        INVALID_CLIENT("invalid_client", 401),
        INVALID_GRANT("invalid_grant", 400),
        UNAUTHORIZED_CLIENT("unauthorized_client", 400),
        UNSUPPORTED_GRANT_TYPE("unsupported_grant_type", 400),
        INVALID_SCOPE("invalid_scope", 400);

        private final String word;
        private final int status;

        Fault(String word, int status) {
            this.word = word;
            this.status = status;
        }

        String word() {
            return word;
        }

        int status() {
            return status;
        }
    }

    private final Fault fault;

    OAuthRefusal(Fault fault, String description) {
        super(description, null, false, false);
        this.fault = fault;
    }

    Fault fault() {
        return fault;
    }
}
