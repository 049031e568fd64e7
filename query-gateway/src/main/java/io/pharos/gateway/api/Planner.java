package io.pharos.gateway.api;

import io.pharos.gateway.answer.Answer;
import io.pharos.gateway.limits.RangeGuard;
import io.pharos.gateway.limits.Windows;
import io.pharos.gateway.request.Arguments;
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
import io.pharos.tsdb.read.ReadBounds;
import io.pharos.tsdb.read.ReadOptions;
import io.pharos.tsdb.read.TenantRead;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Turns a request's arguments into what is to be done, or refuses them: parse, limit, enforce. Pure. */
final class Planner {
    private final ParserOptions syntax;
    private final Duration deadline;
    private final Function<ReadContext, Bounds> wall;

    Planner(ParserOptions syntax, Duration deadline, Function<ReadContext, Bounds> wall) {
        this.syntax = syntax;
        this.deadline = deadline;
        this.wall = wall;
    }

    Plan plan(Path path, Arguments arguments, ReadContext reader, Instant now) {
        return switch (path.endpoint()) {
            case QUERY -> new Plan.Ask(instant(arguments, reader, now));
            case QUERY_RANGE -> new Plan.Ask(range(arguments, reader));
            case QUERY_EXEMPLARS -> new Plan.Ask(exemplars(arguments, reader, now));
            case SERIES -> {
                EnforcedSelectors selectors = enforce(arguments.requiredMatches(), reader);
                yield new Plan.Ask(new TenantRead.Series(selectors, bounds(arguments)));
            }
            case LABELS -> {
                EnforcedSelectors selectors = enforce(arguments.matches(), reader);
                yield new Plan.Ask(new TenantRead.LabelNames(selectors, bounds(arguments)));
            }
            case LABEL_VALUES -> values(path.label(), arguments, reader);
            case FORMAT_QUERY -> new Plan.Known(Answer.data(Prettifier.prettify(parse(arguments))));
            case PARSE_QUERY -> new Plan.Known(Answer.json(ParseTreeJson.write(parse(arguments))));
            case BUILD_INFO ->
                new Plan.Known(BuildAnswer.of(reader.route().engine().dialect()));
        };
    }

    private TenantRead instant(Arguments arguments, ReadContext reader, Instant now) {
        Expr query = parse(arguments);
        Instant time = arguments.time("time").orElse(now);
        EnforcedQuery enforced = enforce(query, reader, Windows.at(time, lookback(arguments)));
        return new TenantRead.Instantaneous(enforced, time, options(arguments));
    }

    private TenantRead range(Arguments arguments, ReadContext reader) {
        Expr query = parse(arguments);
        Window window = Windows.over(
                arguments.requiredTime("start"),
                arguments.requiredTime("end"),
                arguments.requiredDuration("step"),
                lookback(arguments));
        EnforcedQuery enforced = enforce(query, reader, window);
        return new TenantRead.Ranged(enforced, window.start(), window.end(), window.step(), options(arguments));
    }

    private TenantRead exemplars(Arguments arguments, ReadContext reader, Instant now) {
        Expr query = parse(arguments);
        ReadBounds bounds = bounds(arguments);
        EnforcedQuery enforced = enforce(query, reader, Windows.between(bounds.start(), bounds.end(), now));
        return new TenantRead.Exemplars(enforced, bounds.start(), bounds.end());
    }

    private Plan values(String label, Arguments arguments, ReadContext reader) {
        EnforcedSelectors selectors = enforce(arguments.matches(), reader);
        ReadBounds bounds = bounds(arguments);
        // Whatever an engine would make of the selectors: nobody learns of another tenant here.
        return label.equals(TenantId.LABEL)
                ? new Plan.Known(Answer.data(new JsonArray().add(reader.tenant().value())))
                : new Plan.Ask(new TenantRead.LabelValues(label, selectors, bounds));
    }

    private EnforcedQuery enforce(Expr query, ReadContext reader, Window window) {
        DialectCheck.of(reader.route().engine().dialect()).check(query);
        RangeGuard.check(reader.limits(), query, window);
        return EnforcedQuery.of(wall.apply(reader), query);
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
        return new ReadBounds(start, end, arguments.limit());
    }

    private static Duration lookback(Arguments arguments) {
        return arguments.duration("lookback_delta").orElse(Duration.ZERO);
    }

    private ReadOptions options(Arguments arguments) {
        Duration asked = arguments.duration("timeout").orElse(deadline);
        return new ReadOptions(
                asked.compareTo(deadline) < 0 ? asked : deadline,
                arguments.limit(),
                arguments.duration("lookback_delta").orElse(null),
                arguments.word("stats"));
    }
}
