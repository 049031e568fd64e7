package io.pharos.gateway.quota;

import io.vertx.core.Future;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A script that Redis runs atomically, called by its digest; its future fails where Redis does not answer in time. */
public final class RedisScript {
    private final RedisAPI redis;
    private final Duration timeout;
    private final String text;
    private final String sha;

    public RedisScript(RedisAPI redis, Duration timeout, String text) {
        this.redis = redis;
        this.timeout = timeout;
        this.text = text;
        this.sha = Sha1.hex(text);
    }

    public Future<Response> run(List<String> keys, List<String> arguments) {
        List<String> call = new ArrayList<>(keys.size() + arguments.size() + 2);
        call.add(sha);
        call.add(Integer.toString(keys.size()));
        call.addAll(keys);
        call.addAll(arguments);
        return redis.evalsha(call)
                .recover(failure -> loadThenRun(failure, call))
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A Redis that was restarted or flushed has forgotten the script: send it whole once, which stores it again. */
    private Future<Response> loadThenRun(Throwable failure, List<String> call) {
        if (String.valueOf(failure.getMessage()).startsWith("NOSCRIPT")) {
            call.set(0, text);
            return redis.eval(call);
        }
        return Future.failedFuture(failure);
    }
}
