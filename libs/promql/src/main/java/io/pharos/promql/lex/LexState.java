package io.pharos.promql.lex;

/** What the lexer reads next. */
enum LexState {
    STATEMENTS,
    BRACES,
    BRACKETS,
    SPACE,
    COMMENT,
    WORD,
    LABEL_NAME,
    NUMBER,
    NUMBER_OR_DURATION,
    STRING,
    ESCAPE,
    RAW_STRING,
    SERIES_VALUES,
    HISTOGRAM,
    HISTOGRAM_WORD,
    BUCKETS,
    /** After an error, or at the end: nothing but the end of input comes. */
    DONE
}
