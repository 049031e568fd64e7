package io.pharos.tenancy.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pharos.model.Dialect;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.Role;
import io.pharos.model.Scope;
import io.pharos.model.TenantId;
import java.util.Optional;
import java.util.function.Function;

/** Writes and reads the suite's words as the plain strings that they are, as values and as keys of objects. */
public final class PharosModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    public PharosModule() {
        super("pharos");
        word(TenantId.class, TenantId::value, TenantId::parse);
        word(Environment.class, Environment::value, PharosModule::environment);
        word(Role.class, Role::value, Role::parse);
        word(Scope.class, Scope::value, Scope::parse);
        word(Dialect.class, Dialect::toString, Dialect::parse);
    }

    /** A mapper like the one that services inject, for code that runs without a container. */
    public static ObjectMapper mapper() {
        return JsonMapper.builder()
                .addModule(new JavaTimeModule())
                .addModule(new PharosModule())
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    private <T> void word(Class<T> type, Function<T, String> write, Function<String, Optional<T>> read) {
        addSerializer(type, new WordSerializer<>(type, write));
        addKeySerializer(type, new WordKeySerializer<>(type, write));
        addDeserializer(type, new WordDeserializer<>(type, read));
        addKeyDeserializer(type, new WordKeyDeserializer<>(type, read));
    }

    private static Optional<Environment> environment(String value) {
        try {
            return Optional.of(new Environment(value));
        } catch (Problem malformed) {
            return Optional.empty();
        }
    }
}
