package io.pharos.gateway.api;

import io.pharos.gateway.limits.RangeGuard;
import io.pharos.gateway.limits.Windows;
import io.pharos.gateway.metering.Counting;
import io.pharos.gateway.metering.SampleEstimate;
import io.pharos.model.Dialect;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.promql.PromqlException;
import io.pharos.promql.ast.LabelMatcher;
import io.pharos.promql.enforce.Bounds;
import io.pharos.promql.enforce.EnforcedMatchers;
import io.pharos.promql.print.Printer;
import io.pharos.tsdb.read.TenantRead;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.protobuf.BrokenEncoding;
import io.pharos.wire.remoteread.ReadRequest;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns a remote-read message into a question for the tenant's engine, or refuses it: unpack within bounds, hold each
 * of its queries to limits and to the tenant. What goes on is made anew from what was understood. Pure.
 */
final class StoredPlanner {
    private static final int MOST_QUERIES = 100;

    private final int maxBytes;
    private final SampleEstimate estimate;
    private final Function<ReadContext, Bounds> wall;

    StoredPlanner(int maxBytes, SampleEstimate estimate, Function<ReadContext, Bounds> wall) {
        this.maxBytes = maxBytes;
        this.estimate = estimate;
        this.wall = wall;
    }

    Plan.Ask plan(Buffer body, ReadContext reader, Instant now) {
        requireRemoteRead(reader.route().engine().dialect());
        ReadRequest request = unpack(body.getBytes());
        if (request.queries().isEmpty() || request.queries().size() > MOST_QUERIES) {
            throw malformed("it holds " + request.queries().size() + " queries: send 1 to " + MOST_QUERIES, null);
        }
        List<TenantRead.Stored.Part> parts = request.queries().stream()
                .map(query -> part(query, reader, now))
                .toList();
        String text = text(parts);
        Counting counting = new Counting.OneByOne(estimate.ofStored(text, length(parts)));
        return new Plan.Ask(new TenantRead.Stored(parts, request.acceptsChunks()), counting, text);
    }

    private static void requireRemoteRead(Dialect dialect) {
        if (dialect.family() == Dialect.Family.VICTORIAMETRICS) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "query.no-remote-read",
                    "this tenant's engine (" + dialect + ") has no remote read: query by PromQL, or federate");
        }
    }

    private ReadRequest unpack(byte[] block) {
        Scratch plain = new Scratch();
        return switch (new SnappyBlock().unpack(block, maxBytes, plain)) {
            case Unpacked.Done done -> read(plain);
            case Unpacked.TooLarge large ->
                throw malformed(
                        "it takes " + large.declaredBytes() + " bytes unpacked, and " + maxBytes + " are read", null);
            case Unpacked.Corrupt corrupt -> throw malformed(corrupt.reason(), null);
        };
    }

    private static ReadRequest read(Scratch plain) {
        try {
            return ReadRequest.read(plain.bytes(), plain.length());
        } catch (BrokenEncoding e) {
            throw malformed(e.reason(), e);
        }
    }

    private TenantRead.Stored.Part part(ReadRequest.Query query, ReadContext reader, Instant now) {
        Instant start = Instant.ofEpochMilli(query.startMillis());
        Instant end = Instant.ofEpochMilli(query.endMillis());
        Windows.requireForward(start, end);
        EnforcedMatchers matchers = enforce(query, reader);
        RangeGuard.check(reader.limits(), matchers.expr(), Windows.between(start, end, now));
        return new TenantRead.Stored.Part(matchers, start, end);
    }

    private EnforcedMatchers enforce(ReadRequest.Query query, ReadContext reader) {
        try {
            return EnforcedMatchers.of(
                    wall.apply(reader),
                    query.matchers().stream().map(StoredPlanner::matcher).toList());
        } catch (PromqlException e) {
            throw malformed("its matchers are none: " + e.getMessage(), null);
        }
    }

    private static LabelMatcher matcher(ReadRequest.Matcher matcher) {
        LabelMatcher.Op op = switch (matcher.op()) {
            case EQUAL -> LabelMatcher.Op.EQUAL;
            case NOT_EQUAL -> LabelMatcher.Op.NOT_EQUAL;
            case REGEX -> LabelMatcher.Op.REGEX;
            case NOT_REGEX -> LabelMatcher.Op.NOT_REGEX;
        };
        return new LabelMatcher(op, matcher.name(), matcher.value());
    }

    /** The selectors of a read, for people. */
    private static String text(List<TenantRead.Stored.Part> parts) {
        return parts.stream().map(part -> Printer.print(part.matchers().expr())).collect(Collectors.joining(" "));
    }

    private static Duration length(List<TenantRead.Stored.Part> parts) {
        return parts.stream()
                .map(part -> Duration.between(part.start(), part.end()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Problem malformed(String why, @Nullable Throwable cause) {
        String detail = "the body is no ReadRequest that can be read: " + why;
        return cause == null
                ? Problem.of(Kind.MALFORMED, "request.malformed-read", detail)
                : Problem.of(Kind.MALFORMED, "request.malformed-read", detail, cause);
    }
}
