package io.pharos.gateway.quota;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The windows that all gateways share: a sorted set a key, all of a request judged and filled by one script on
 * Redis's own clock, so that neither the number of gateways nor their clocks matter. Whoever comes while the script
 * runs waits for its next run. Where less than half of every quota is used, the script counts some requests ahead
 * ({@link GrantStock}): such a grant stands in the set at the end of the time in which it may be used, so that of any
 * closed second no more are used than the quota says.
 */
final class RedisWindow implements Window {
    /**
     * KEYS: the sets. ARGV: a prefix of members not used before, window in microseconds, how many to count now, how
     * many ahead, microseconds for which those are good, a limit for each set. Answers with how many are granted, the
     * index of the set that decides, what is left in it, and the time until it has room.
     */
    private static final String TAKE = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000000 + clock[2]
            local window, wanted, ahead, span = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
            local tightest, least, wait = 1, math.huge, 0
            for i, key in ipairs(KEYS) do
              redis.call('ZREMRANGEBYSCORE', key, '-inf', string.format('(%.0f', now - window))
              local first = redis.call('ZRANGE', key, 0, 0, 'WITHSCORES')
              local oldest = tonumber(first[2]) or now
              if oldest > now + span then -- the clock was set back: what was counted cannot be placed any more
                redis.call('DEL', key)
                oldest = now
              end
              local limit = tonumber(ARGV[5 + i])
              local left = math.max(0, limit - redis.call('ZCARD', key))
              local room = math.min(oldest - now, 0) + window + 1
              if left < least or (left == 0 and room > wait) then tightest, least, wait = i, left, room end
              ahead = math.min(ahead, math.floor(left - wanted - limit / 2))
            end
            local granted = math.min(wanted, least)
            ahead = math.max(0, ahead)
            if granted + ahead == 0 then return {0, tightest, least, wait} end
            local members = {}
            for n = 1, granted + ahead do
              members[2 * n - 1] = string.format('%.0f', n <= granted and now or now + span)
              members[2 * n] = ARGV[1] .. ':' .. n
            end
            for _, key in ipairs(KEYS) do
              redis.call('ZADD', key, unpack(members))
              local last = redis.call('ZRANGE', key, -1, -1, 'WITHSCORES') -- may be one counted ahead before
              redis.call('PEXPIRE', key, math.ceil((tonumber(last[2]) - now + window) / 1000) + 1)
            end
            return {granted + ahead, tightest, least - granted - ahead, wait}
            """;

    /** Callers that are remembered; of more, those who asked longest ago are forgotten. */
    private static final int MOST_CALLERS = 10_000;

    private static final String WINDOW_MICROS = "1000000";

    private final RedisScript script;
    private final Duration span;
    private final LongSupplier nanoClock;
    private final String instance = UUID.randomUUID().toString();
    private final AtomicLong runs = new AtomicLong();
    private final Map<List<Quota>, GrantStock<Waiter>> stocks = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Quota>, GrantStock<Waiter>> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /** {@code span}: for how long grants that were counted ahead are good; zero has each request counted by itself. */
    RedisWindow(RedisAPI redis, Duration timeout, Duration span, LongSupplier nanoClock) {
        this.script = new RedisScript(redis, timeout, TAKE);
        this.span = span;
        this.nanoClock = nanoClock;
    }

    /** One request that waits to be counted, told on the event loop that it came from. */
    private record Waiter(@Nullable Context context, Promise<Verdict> verdict) {
        void tell(Handler<Promise<Verdict>> word) {
            if (context == null) {
                word.handle(verdict);
            } else {
                context.runOnContext(back -> word.handle(verdict));
            }
        }
    }

    @Override
    public Future<Verdict> take(List<Quota> quotas) {
        GrantStock<Waiter> stock = stock(quotas);
        Waiter waiter = new Waiter(Vertx.currentContext(), Promise.promise());
        GrantStock.Step step = stock.enter(waiter, nanoClock.getAsLong());
        step.ask().ifPresent(ask -> put(ask, quotas, stock));
        return step.verdict()
                .map(Future::succeededFuture)
                .orElseGet(() -> waiter.verdict().future());
    }

    private GrantStock<Waiter> stock(List<Quota> quotas) {
        synchronized (stocks) {
            return stocks.computeIfAbsent(quotas, fresh -> new GrantStock<>(fresh, span));
        }
    }

    private void put(GrantStock.Ask ask, List<Quota> quotas, GrantStock<Waiter> stock) {
        List<String> keys = quotas.stream().map(quota -> quota.key().redisKey()).toList();
        script.run(keys, arguments(ask, quotas))
                .map(answer -> counted(quotas, answer))
                .onSuccess(counted -> serve(stock.answered(counted, nanoClock.getAsLong()), quotas, stock))
                .onFailure(away -> stock.failed().forEach(waiter -> waiter.tell(verdict -> verdict.fail(away))));
    }

    private void serve(GrantStock.Answered<Waiter> answered, List<Quota> quotas, GrantStock<Waiter> stock) {
        answered.served().forEach(one -> one.waiter().tell(verdict -> verdict.complete(one.verdict())));
        answered.ask().ifPresent(ask -> put(ask, quotas, stock));
    }

    private List<String> arguments(GrantStock.Ask ask, List<Quota> quotas) {
        List<String> arguments = new ArrayList<>(quotas.size() + 5);
        arguments.add(instance + ':' + runs.incrementAndGet());
        arguments.add(WINDOW_MICROS);
        arguments.add(Integer.toString(ask.now()));
        arguments.add(Integer.toString(ask.ahead()));
        arguments.add(Long.toString(span.toNanos() / 1_000));
        quotas.forEach(quota -> arguments.add(Integer.toString(quota.perSecond())));
        return arguments;
    }

    private static GrantStock.Counted counted(List<Quota> quotas, Response answer) {
        return new GrantStock.Counted(
                answer.get(0).toInteger(),
                quotas.get(answer.get(1).toInteger() - 1),
                answer.get(2).toInteger(),
                Duration.of(answer.get(3).toLong(), ChronoUnit.MICROS));
    }
}
