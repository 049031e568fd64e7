package io.pharos.tenancy.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/** Reads a value from its word, and refuses any other as a weird string. */
final class WordDeserializer<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, Optional<T>> parse;

    WordDeserializer(Class<T> type, Function<String, Optional<T>> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
        String text = _parseString(in, context, this);
        Optional<T> value = parse.apply(text);
        if (value.isPresent()) {
            return value.get();
        }
        return (T) context.handleWeirdStringValue(handledType(), text, "not one of its words");
    }
}
