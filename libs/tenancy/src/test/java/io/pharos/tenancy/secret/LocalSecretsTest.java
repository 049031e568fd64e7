package io.pharos.tenancy.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.tenancy.testing.Refusals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path root;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void fill() throws IOException {
        folder = Files.createDirectories(root.resolve("secrets"));
        Files.writeString(folder.resolve("db"), "s3cret\n");
        Files.writeString(root.resolve("outside"), "not yours");
        Files.createSymbolicLink(folder.resolve("link"), root.resolve("outside"));
    }

    @Test
    void readsFilesOfTheFolderAndTheEnvironment() {
        assertThat(resolve("file:db")).isEqualTo("s3cret");
        assertThat(resolve("file:" + folder.resolve("db"))).isEqualTo("s3cret");
        assertThat(resolve("env:TOKEN")).isEqualTo("from-env");
    }

    @Test
    void leadsNowhereElse() {
        assertThat(refusal("file:../outside")).isEqualTo("403 secret.outside-folder");
        assertThat(refusal("file:" + root.resolve("outside"))).isEqualTo("403 secret.outside-folder");
        assertThat(refusal("file:link")).isEqualTo("403 secret.outside-folder");
        assertThat(refusal("file:none")).isEqualTo("503 secret.missing");
        assertThat(refusal("env:NONE")).isEqualTo("503 secret.missing");
    }

    @Test
    void neverQuotesWhatMayBeTheSecretItself() {
        assertThat(refusal("hunter2")).isEqualTo("400 secret.malformed-reference");
        assertThat(Refusals.of(() -> SecretRef.parse("env:a b"))).doesNotContain("a b");
    }

    private String refusal(String reference) {
        return Refusals.of(() -> resolve(reference));
    }

    private String resolve(String reference) {
        return new LocalSecrets(folder, Map.of("TOKEN", "from-env")::get).resolve(SecretRef.parse(reference));
    }
}
