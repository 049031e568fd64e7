package io.pharos.promql.lex;

import org.jspecify.annotations.Nullable;

/** The kinds of tokens, with the text that an error shows for those that are always written alike. */
public enum TokenType {
    EQL("=", Group.PUNCTUATION),
    BLANK("_", Group.PUNCTUATION),
    COLON(":", Group.PUNCTUATION),
    COMMA(",", Group.PUNCTUATION),
    COMMENT("comment", Group.DESCRIBED),
    DURATION("duration", Group.DESCRIBED),
    EOF("end of input", Group.DESCRIBED),
    ERROR("error", Group.DESCRIBED),
    IDENTIFIER("identifier", Group.DESCRIBED),
    LEFT_BRACE("{", Group.PUNCTUATION),
    LEFT_BRACKET("[", Group.PUNCTUATION),
    LEFT_PAREN("(", Group.PUNCTUATION),
    OPEN_HIST("{{", Group.PUNCTUATION),
    CLOSE_HIST("}}", Group.PUNCTUATION),
    METRIC_IDENTIFIER("metric identifier", Group.DESCRIBED),
    NUMBER("number", Group.DESCRIBED),
    RIGHT_BRACE("}", Group.PUNCTUATION),
    RIGHT_BRACKET("]", Group.PUNCTUATION),
    RIGHT_PAREN(")", Group.PUNCTUATION),
    SPACE("<space>", Group.PUNCTUATION),
    STRING("string", Group.DESCRIBED),
    TIMES("x", Group.PUNCTUATION),

    SUM_DESC(57370),
    COUNT_DESC(57371),
    SCHEMA_DESC(57372),
    OFFSET_DESC(57373),
    NEGATIVE_OFFSET_DESC(57374),
    BUCKETS_DESC(57375),
    NEGATIVE_BUCKETS_DESC(57376),
    ZERO_BUCKET_DESC(57377),
    ZERO_BUCKET_WIDTH_DESC(57378),
    CUSTOM_VALUES_DESC(57379),
    COUNTER_RESET_HINT_DESC(57380),

    ADD("+", Group.OPERATOR),
    DIV("/", Group.OPERATOR),
    EQLC("==", Group.OPERATOR),
    EQL_REGEX("=~", Group.OPERATOR),
    GTE(">=", Group.OPERATOR),
    GTR(">", Group.OPERATOR),
    TRIM_UPPER("</", Group.OPERATOR),
    TRIM_LOWER(">/", Group.OPERATOR),
    LAND("and", Group.OPERATOR),
    LOR("or", Group.OPERATOR),
    LSS("<", Group.OPERATOR),
    LTE("<=", Group.OPERATOR),
    LUNLESS("unless", Group.OPERATOR),
    MOD("%", Group.OPERATOR),
    MUL("*", Group.OPERATOR),
    NEQ("!=", Group.OPERATOR),
    NEQ_REGEX("!~", Group.OPERATOR),
    POW("^", Group.OPERATOR),
    SUB("-", Group.OPERATOR),
    AT("@", Group.OPERATOR),
    ATAN2("atan2", Group.OPERATOR),

    AVG("avg", Group.AGGREGATOR),
    BOTTOMK("bottomk", Group.AGGREGATOR),
    COUNT("count", Group.AGGREGATOR),
    COUNT_VALUES("count_values", Group.AGGREGATOR),
    GROUP("group", Group.AGGREGATOR),
    MAX("max", Group.AGGREGATOR),
    MIN("min", Group.AGGREGATOR),
    QUANTILE("quantile", Group.AGGREGATOR),
    STDDEV("stddev", Group.AGGREGATOR),
    STDVAR("stdvar", Group.AGGREGATOR),
    SUM("sum", Group.AGGREGATOR),
    TOPK("topk", Group.AGGREGATOR),
    LIMITK("limitk", Group.AGGREGATOR),
    LIMIT_RATIO("limit_ratio", Group.AGGREGATOR),

    BOOL("bool", Group.KEYWORD),
    BY("by", Group.KEYWORD),
    GROUP_LEFT("group_left", Group.KEYWORD),
    GROUP_RIGHT("group_right", Group.KEYWORD),
    FILL("fill", Group.KEYWORD),
    FILL_LEFT("fill_left", Group.KEYWORD),
    FILL_RIGHT("fill_right", Group.KEYWORD),
    IGNORING("ignoring", Group.KEYWORD),
    OFFSET("offset", Group.KEYWORD),
    SMOOTHED("smoothed", Group.KEYWORD),
    ANCHORED("anchored", Group.KEYWORD),
    ON("on", Group.KEYWORD),
    WITHOUT("without", Group.KEYWORD),

    START("start", Group.PREPROCESSOR),
    END("end", Group.PREPROCESSOR),
    STEP("step", Group.PREPROCESSOR),
    RANGE("range", Group.PREPROCESSOR),
    MAX_OF("max_of", Group.PREPROCESSOR),
    MIN_OF("min_of", Group.PREPROCESSOR),

    UNKNOWN_COUNTER_RESET(57445),
    COUNTER_RESET(57446),
    NOT_COUNTER_RESET(57447),
    GAUGE_TYPE(57448);

    /** How a token of the kind is shown in an error. */
    enum Group {
        /** As its quoted text. */
        PUNCTUATION,
        /** As a word of ours and its quoted text. */
        DESCRIBED,
        /** As a number, for Prometheus has no name for it, and its quoted text. */
        NUMBERED,
        OPERATOR,
        AGGREGATOR,
        KEYWORD,
        PREPROCESSOR
    }

    private final String text;
    private final Group group;

    TokenType(String text, Group group) {
        this.text = text;
        this.group = group;
    }

    TokenType(int number) {
        this("\"<Item " + number + ">\"", Group.NUMBERED);
    }

    /** How it is written, or how an error calls it. */
    public String text() {
        return text;
    }

    Group group() {
        return group;
    }

    public boolean isAggregator() {
        return group == Group.AGGREGATOR;
    }

    /** Whether it is one of the words that the lexer knows: operators by name, aggregations, keywords. */
    boolean isWord() {
        return switch (group) {
            case AGGREGATOR, KEYWORD, PREPROCESSOR -> true;
            case OPERATOR -> Character.isLetter(text.charAt(0));
            case PUNCTUATION, DESCRIBED, NUMBERED -> false;
        };
    }

    /** The type of a histogram descriptor or a counter reset hint, or null. */
    static @Nullable TokenType histogramWord(String word) {
        return switch (word) {
            case "sum" -> SUM_DESC;
            case "count" -> COUNT_DESC;
            case "schema" -> SCHEMA_DESC;
            case "offset" -> OFFSET_DESC;
            case "n_offset" -> NEGATIVE_OFFSET_DESC;
            case "buckets" -> BUCKETS_DESC;
            case "n_buckets" -> NEGATIVE_BUCKETS_DESC;
            case "z_bucket" -> ZERO_BUCKET_DESC;
            case "z_bucket_w" -> ZERO_BUCKET_WIDTH_DESC;
            case "custom_values" -> CUSTOM_VALUES_DESC;
            case "counter_reset_hint" -> COUNTER_RESET_HINT_DESC;
            default -> null;
        };
    }

    /** The type of a counter reset hint's name, or null. */
    static @Nullable TokenType resetHint(String word) {
        return switch (word) {
            case "unknown" -> UNKNOWN_COUNTER_RESET;
            case "reset" -> COUNTER_RESET;
            case "not_reset" -> NOT_COUNTER_RESET;
            case "gauge" -> GAUGE_TYPE;
            default -> null;
        };
    }
}
