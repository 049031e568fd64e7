package io.pharos.tsdb.late;

import io.pharos.model.Environment;
import io.pharos.model.TenantId;
import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The logs in Redis: one script, on Redis's own clock, so that writers' clocks do not matter. */
final class RedisLateJournal implements LateJournal {
    /** What is written within this is one mark, at the time of its last. */
    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** More marks are thinned from the oldest on, by which they reach farther than they did and never less far. */
    private static final int MOST_MARKS = 64;

    /** KEYS: the log. ARGV: oldest, a birth for a new log, window in ms, most marks, seconds to keep. */
    private static final String MARK = """
            local clock = redis.call('TIME')
            local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
            local oldest, window, most = tonumber(ARGV[1]), tonumber(ARGV[3]), tonumber(ARGV[4])
            local birth, marks = nil, {}
            for word in string.gmatch(redis.call('GET', KEYS[1]) or ARGV[2], '%S+') do
              local time, reach = string.match(word, '^(%d+):(%d+)$')
              if not birth then
                birth = word
              elseif tonumber(reach) < oldest then
                marks[#marks + 1] = {tonumber(time), tonumber(reach)}
              end
            end
            local last = marks[#marks]
            if last and now - last[1] < window then
              last[1] = math.max(now, last[1])
            else
              marks[#marks + 1] = {now, oldest}
            end
            while #marks > most do
              marks[2][2] = marks[1][2]
              table.remove(marks, 1)
            end
            local text = {birth}
            for i, mark in ipairs(marks) do
              text[i + 1] = string.format('%.0f:%.0f', mark[1], mark[2])
            end
            redis.call('SET', KEYS[1], table.concat(text, ' '), 'EX', ARGV[5])
            return 1
            """;

    private final RedisAPI redis;
    private final Duration timeout;

    RedisLateJournal(RedisAPI redis, Duration timeout) {
        this.redis = redis;
        this.timeout = timeout;
    }

    /** Late writes are rare: the script goes along each time, so that a Redis that forgot it is no case of its own. */
    @Override
    public Future<Void> mark(TenantId tenant, Environment environment, long oldest) {
        return redis.eval(List.of(
                        MARK,
                        "1",
                        LateLog.key(tenant, environment),
                        Long.toString(oldest),
                        UUID.randomUUID().toString(),
                        Long.toString(WINDOW.toMillis()),
                        Integer.toString(MOST_MARKS),
                        Long.toString(LateLog.KEPT.toSeconds())))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .mapEmpty();
    }
}
