package io.pharos.collector.otlp;

import static io.pharos.wire.protobuf.ProtoCursor.BYTES;
import static io.pharos.wire.protobuf.ProtoCursor.FIXED64;
import static io.pharos.wire.protobuf.ProtoCursor.VARINT;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pharos.collector.otlp.JsonSchema.Field;
import io.pharos.wire.Scratch;
import io.pharos.wire.protobuf.ProtoWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/**
 * Encodes a message's JSON as protobuf while it reads it, by protobuf's JSON mapping: numbers may stand in quotes, null
 * is nothing, and names that are not known are passed over.
 */
final class JsonEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 48;
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

    private final JsonParser parser;

    private JsonEncoder(JsonParser parser) {
        this.parser = parser;
    }

    /** Encodes the message that the JSON holds into {@code target}; fails where the JSON is none, with its place. */
    static void encode(Scratch json, Map<String, Field> message, Scratch target) throws IOException {
        target.room(0);
        try (JsonParser parser = JSON.createParser(json.bytes(), 0, json.length())) {
            JsonEncoder encoder = new JsonEncoder(parser);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw encoder.unexpected("an object");
            }
            encoder.message(message, new ProtoWriter(target), 0);
            if (parser.nextToken() != null) {
                throw encoder.unexpected("the end");
            }
        }
    }

    private void message(Map<String, Field> message, ProtoWriter out, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw unexpected("at most " + DEEPEST + " levels");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            Field field = message.get(parser.currentName());
            JsonToken value = parser.nextToken();
            if (field == null || value == JsonToken.VALUE_NULL) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    value(field, out, depth);
                }
            } else {
                value(field, out, depth);
            }
        }
    }

    private void value(Field field, ProtoWriter out, int depth) throws IOException {
        int number = field.number() << 3;
        switch (field.kind()) {
            case MESSAGE -> {
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw unexpected("an object");
                }
                Scratch content = new Scratch();
                message(field.fields(), new ProtoWriter(content), depth + 1);
                out.message(number | BYTES, content);
            }
            case TEXT -> out.bytes(number | BYTES, text().getBytes(UTF_8));
            case HEX -> out.bytes(number | BYTES, hex(text()));
            case BASE64 -> out.bytes(number | BYTES, base64(text()));
            case BOOL -> out.varint(number | VARINT, bool() ? 1 : 0);
            case ENUM -> out.varint(number | VARINT, temporality());
            case VARINT -> out.varint(number | VARINT, integer());
            case ZIGZAG -> {
                long value = integer();
                out.varint(number | VARINT, value << 1 ^ value >> 63);
            }
            case FIXED64 -> out.fixed64(number | FIXED64, integer());
            case DOUBLE -> out.fixed64(number | FIXED64, Double.doubleToRawLongBits(decimal()));
        }
    }

    private String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw unexpected("a text");
        }
        return parser.getText();
    }

    private byte[] hex(String text) throws IOException {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException e) {
            throw unexpected("hexadecimal digits");
        }
    }

    private byte[] base64(String text) throws IOException {
        try {
            return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            throw unexpected("base64");
        }
    }

    private boolean bool() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected("true or false");
        };
    }

    private long temporality() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return integer();
        }
        return switch (parser.getText()) {
            case "AGGREGATION_TEMPORALITY_DELTA" -> 1;
            case "AGGREGATION_TEMPORALITY_CUMULATIVE" -> 2;
            default -> 0;
        };
    }

    /** An integer of 64 bits, signed or not. */
    private long integer() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            return parser.getLongValue();
        }
        String text = number();
        try {
            BigInteger value = text.length() > 40 ? MOST.add(BigInteger.ONE) : new BigDecimal(text).toBigIntegerExact();
            if (value.compareTo(MOST) > 0 || value.compareTo(LEAST) < 0) {
                throw unexpected("an integer of 64 bits");
            }
            return value.longValue();
        } catch (ArithmeticException | NumberFormatException e) {
            throw unexpected("an integer");
        }
    }

    private double decimal() throws IOException {
        String text = number();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw unexpected("a number");
                }
            }
        };
    }

    private String number() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_STRING -> parser.getText();
            default -> throw unexpected("a number");
        };
    }

    private JsonParseException unexpected(String wanted) {
        return new JsonParseException(parser, "expected " + wanted);
    }
}
