package io.pharos.tenancy.json;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Reads a key of an object from its word. */
final class WordKeyDeserializer<T> extends KeyDeserializer {
    private final Class<T> type;
    private final Function<String, Optional<T>> parse;

    WordKeyDeserializer(Class<T> type, Function<String, Optional<T>> parse) {
        this.type = type;
        this.parse = parse;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
        Optional<T> value = parse.apply(key);
        return value.isPresent() ? value.get() : context.handleWeirdKey(type, key, "not one of its words");
    }
}
