package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.api.PreparedQueries.Prepared;
import io.pharos.gateway.explain.QueryExplanation;
import io.pharos.gateway.limits.RangeGuard;
import io.pharos.gateway.limits.Windows;
import io.pharos.gateway.metadata.MetadataQuestion;
import io.pharos.gateway.metering.Counting;
import io.pharos.gateway.metering.Estimate;
import io.pharos.gateway.metering.SampleEstimate;
import io.pharos.gateway.request.Arguments;
import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.analysis.Window;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.dialect.DialectCheck;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedQuery;
import io.pharos.promql.enforce.EnforcedSelectors;
import io.pharos.promql.print.ParseTreeJson;
import io.pharos.promql.print.Prettifier;
import io.pharos.promql.print.Printer;
import io.pharos.tsdb.read.ReadBounds;
import io.pharos.tsdb.read.ReadOptions;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * Turns a request's arguments into what is to be done, or refuses them: parse, limit, enforce. Its outcome depends on
 * nothing but its arguments; what was parsed and enforced lately it need not do again.
 */
final class Planner {
    private static final String STATS = "stats";

    private final ParserOptions syntax;
    private final Duration deadline;
    private final SampleEstimate estimate;
    private final Function<ReadContext, Bounds> wall;
    private final PreparedQueries prepared = new PreparedQueries();

    Planner(ParserOptions syntax, Duration deadline, SampleEstimate estimate, Function<ReadContext, Bounds> wall) {
        this.syntax = syntax;
        this.deadline = deadline;
        this.estimate = estimate;
        this.wall = wall;
    }

    Plan plan(Path path, Arguments arguments, ReadContext reader, Instant now) {
        return switch (path.endpoint()) {
            case QUERY -> instant(arguments, reader, now);
            case QUERY_RANGE -> range(arguments, reader);
            case QUERY_EXEMPLARS -> exemplars(arguments, reader, now);
            case SERIES -> {
                EnforcedSelectors selectors = enforce(arguments.requiredMatches(), reader);
                yield Plan.Ask.names(new TenantRead.Series(selectors, bounds(arguments)), text(arguments));
            }
            case LABELS -> {
                EnforcedSelectors selectors = enforce(arguments.matches(), reader);
                yield Plan.Ask.names(new TenantRead.LabelNames(selectors, bounds(arguments)), text(arguments));
            }
            case LABEL_VALUES -> values(path.label(), arguments, reader);
            case FEDERATE -> {
                EnforcedSelectors selectors = enforce(arguments.requiredMatches(), reader);
                String text = String.join(" ", selectors.texts());
                Estimate expected = estimate.ofStored(text, Duration.ZERO);
                yield new Plan.Ask(
                        new TenantRead.Federation(selectors), new Counting.OneByOne(expected), text(arguments));
            }
            case METADATA -> new Plan.Describe(question(arguments));
            case READ -> throw new IllegalArgumentException("a remote read has no arguments");
            case EXPLAIN -> new Plan.Explain(explain(arguments, reader, now));
            case FORMAT_QUERY -> new Plan.Known(Answer.data(Prettifier.prettify(parse(arguments))));
            case PARSE_QUERY -> new Plan.Known(Answer.json(ParseTreeJson.write(parse(arguments))));
            case BUILD_INFO ->
                new Plan.Known(BuildAnswer.of(reader.route().engine().dialect()));
        };
    }

    private Plan.Ask instant(Arguments arguments, ReadContext reader, Instant now) {
        Prepared prepared = prepare(arguments, reader);
        Instant time = arguments.time("time").orElse(now);
        Window window = Windows.at(time, lookback(arguments));
        RangeGuard.check(reader.limits(), prepared.query(), window);
        Counting counting = counting(arguments, prepared.enforced(), window);
        return new Plan.Ask(
                new TenantRead.Instantaneous(prepared.enforced(), time, options(arguments)),
                counting,
                prepared.canonical());
    }

    private Plan.Ask range(Arguments arguments, ReadContext reader) {
        Prepared prepared = prepare(arguments, reader);
        Window window = Windows.over(
                arguments.requiredTime("start"),
                arguments.requiredTime("end"),
                arguments.requiredDuration("step"),
                lookback(arguments));
        RangeGuard.check(reader.limits(), prepared.query(), window);
        Counting counting = counting(arguments, prepared.enforced(), window);
        ReadOptions options = options(arguments);
        return new Plan.Ask(
                new TenantRead.Ranged(prepared.enforced(), window.start(), window.end(), window.step(), options),
                counting,
                prepared.canonical());
    }

    private Plan.Ask exemplars(Arguments arguments, ReadContext reader, Instant now) {
        Prepared prepared = prepare(arguments, reader);
        ReadBounds bounds = bounds(arguments);
        RangeGuard.check(reader.limits(), prepared.query(), Windows.between(bounds.start(), bounds.end(), now));
        return Plan.Ask.names(
                new TenantRead.Exemplars(prepared.enforced(), bounds.start(), bounds.end()), prepared.canonical());
    }

    /** Parsed, known to the engine's dialect, and enforced. */
    private Prepared prepare(Arguments arguments, ReadContext reader) {
        Bounds bounds = wall.apply(reader);
        Dialect dialect = reader.route().engine().dialect();
        return prepared.get(bounds, dialect, arguments.text("query"), () -> {
            Expr query = parse(arguments);
            DialectCheck.of(dialect).check(query);
            return new Prepared(query, Printer.print(query), EnforcedQuery.of(bounds, query));
        });
    }

    /** Explaining reads nothing, so no limit on time holds here. */
    private QueryExplanation explain(Arguments arguments, ReadContext reader, Instant now) {
        Expr query = parse(arguments);
        Duration lookback = arguments.duration("lookback_delta").orElse(Window.DEFAULT_LOOKBACK);
        Window window = arguments.word("start") == null
                ? Windows.at(arguments.time("time").orElse(now), lookback)
                : Windows.over(
                        arguments.requiredTime("start"),
                        arguments.requiredTime("end"),
                        arguments.requiredDuration("step"),
                        lookback);
        DialectCheck.of(reader.route().engine().dialect()).check(query);
        EnforcedQuery enforced = EnforcedQuery.of(wall.apply(reader), query);
        Estimate expected = estimate.of(enforced.text(), enforced.expr(), window.withLookback(lookback(arguments)));
        return new QueryExplanation(query, enforced, window, estimate.model(), expected);
    }

    private Plan values(String label, Arguments arguments, ReadContext reader) {
        EnforcedSelectors selectors = enforce(arguments.matches(), reader);
        ReadBounds bounds = bounds(arguments);
        // Whatever an engine would make of the selectors: nobody learns of another tenant here.
        return label.equals(TenantId.LABEL)
                ? new Plan.Known(Answer.data(new JsonArray().add(reader.tenant().value())))
                : Plan.Ask.names(new TenantRead.LabelValues(label, selectors, bounds), text(arguments));
    }

    private static String text(Arguments arguments) {
        return String.join(" ", arguments.matches());
    }

    private EnforcedSelectors enforce(List<String> matches, ReadContext reader) {
        try {
            return EnforcedSelectors.of(wall.apply(reader), matches);
        } catch (PromqlException e) {
            throw Problem.of(
                    Kind.MALFORMED, "query.selector-syntax", "invalid parameter \"match[]\": " + e.getMessage());
        }
    }

    private Expr parse(Arguments arguments) {
        String text = arguments.text("query");
        try {
            return PromqlParser.parse(text, syntax);
        } catch (PromqlException e) {
            throw Problem.of(Kind.MALFORMED, "query.syntax", "invalid parameter \"query\": " + e.getMessage());
        }
    }

    private static ReadBounds bounds(Arguments arguments) {
        Instant start = arguments.time("start").orElse(null);
        Instant end = arguments.time("end").orElse(null);
        if (start != null && end != null) {
            Windows.requireForward(start, end);
        }
        return new ReadBounds(start, end, arguments.count("limit"));
    }

    private static Duration lookback(Arguments arguments) {
        return arguments.duration("lookback_delta").orElse(Duration.ZERO);
    }

    private Counting counting(Arguments arguments, EnforcedQuery query, Window window) {
        boolean shown = arguments.word(STATS) != null;
        return new Counting.ByEngine(shown, estimate.of(query.text(), query.expr(), window));
    }

    private static MetadataQuestion question(Arguments arguments) {
        return new MetadataQuestion(
                arguments.word("metric"), arguments.count("limit"), arguments.count("limit_per_metric"));
    }

    /** Statistics in their short form are always asked for: queries are counted by them. */
    private static String stats(Arguments arguments) {
        String asked = arguments.word(STATS);
        return asked == null ? "true" : asked;
    }

    private ReadOptions options(Arguments arguments) {
        Duration asked = arguments.duration("timeout").orElse(deadline);
        return new ReadOptions(
                asked.compareTo(deadline) < 0 ? asked : deadline,
                arguments.count("limit"),
                arguments.duration("lookback_delta").orElse(null),
                stats(arguments));
    }
}
