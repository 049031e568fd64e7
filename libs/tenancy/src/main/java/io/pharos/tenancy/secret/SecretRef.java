package io.pharos.tenancy.secret;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import java.util.regex.Pattern;

/** Where a secret lies: in a file of the secrets folder, or in an environment variable. Safe to log. */
public sealed interface SecretRef {
    /** A file, relative to the secrets folder or absolute within it. */
    record InFile(String path) implements SecretRef {
        public InFile {
            requireForm(!path.isBlank());
        }

        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** An environment variable. */
    record InEnvironment(String name) implements SecretRef {
        private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

        public InEnvironment {
            requireForm(NAME.matcher(name).matches());
        }

        @Override
        public String toString() {
            return "env:" + name;
        }
    }

    /** Reads {@code file:/path} or {@code env:NAME}; never quotes what was given, it may be the secret itself. */
    static SecretRef parse(String reference) {
        if (reference.startsWith("file:")) {
            return new InFile(reference.substring("file:".length()));
        }
        if (reference.startsWith("env:")) {
            return new InEnvironment(reference.substring("env:".length()));
        }
        throw malformed();
    }

    private static void requireForm(boolean holds) {
        if (!holds) {
            throw malformed();
        }
    }

    private static Problem malformed() {
        return Problem.of(
                Kind.MALFORMED,
                "secret.malformed-reference",
                "Give a secret by reference: 'file:<path in the secrets folder>' or 'env:<NAME>'.");
    }
}
