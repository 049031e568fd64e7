package io.pharos.tenancy.secret;

import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.tenancy.secret.SecretRef.InEnvironment;
import io.pharos.tenancy.secret.SecretRef.InFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Secrets of this machine: files within one folder (links resolved before the check), and the environment. */
public final class LocalSecrets implements Secrets {
    private static final long MAX_BYTES = 64 * 1024;

    private final Path folder;
    private final UnaryOperator<@Nullable String> environment;

    public LocalSecrets(Path folder, UnaryOperator<@Nullable String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    @Override
    public String resolve(SecretRef reference) {
        String secret = switch (reference) {
            case InFile file -> read(file);
            case InEnvironment variable -> environment.apply(variable.name());
        };
        if (secret == null || secret.isBlank()) {
            throw missing(reference, new IOException("nothing there"));
        }
        return secret.strip();
    }

    private String read(InFile file) {
        try {
            Path home = folder.toRealPath();
            Path real = home.resolve(file.path()).toRealPath();
            if (!real.startsWith(home)) {
                throw Problem.of(
                        Kind.FORBIDDEN,
                        "secret.outside-folder",
                        "The reference " + file + " leads out of the secrets folder (pharos.secrets.dir).");
            }
            if (Files.size(real) > MAX_BYTES) {
                throw new IOException("larger than a secret");
            }
            return Files.readString(real);
        } catch (IOException e) {
            throw missing(file, e);
        }
    }

    private static Problem missing(SecretRef reference, IOException cause) {
        return Problem.of(
                Kind.UNAVAILABLE,
                "secret.missing",
                "There is no secret to be read at " + reference + "; put it there, or correct the reference.",
                cause);
    }
}
