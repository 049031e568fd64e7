package io.pharos.tsdb.write;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.lineage.Lineage;
import io.pharos.lineage.LineageConfig;
import io.pharos.lineage.LineageStore;
import io.pharos.lineage.MoveStore;
import io.pharos.tenancy.directory.CachedTenantDirectory;
import io.pharos.tenancy.directory.EngineRoute;
import io.pharos.tenancy.secret.SecretRef;
import io.pharos.tsdb.engine.EngineClients;
import io.pharos.tsdb.engine.EngineConfig;
import io.pharos.tsdb.late.LateConfig;
import io.pharos.tsdb.late.LateWrites;
import io.pharos.usage.event.UsageEvent.Source;
import io.pharos.usage.event.UsageLog;
import io.pharos.usage.event.UuidV7;
import io.pharos.usage.spool.SpoolSize;
import io.pharos.usage.spool.SpooledUsageLog;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.text.TextFormat;
import io.pharos.wire.text.TextTranslator;
import io.smallrye.config.WithDefault;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes to an engine until it is killed, several requests at once, and counts usage in a spool: what a collector does. */
public final class WritingService {
    static final int SAMPLES = 7;
    static final int AT_ONCE = 4;

    private WritingService() {}

    /** Arguments: the spool's folder, the engine's address. */
    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        UsageLog log = SpooledUsageLog.open(
                Path.of(args[0]),
                SpoolSize.within(64 << 20, 1 << 20),
                new Source("test", "one"),
                new UuidV7(Clock.systemUTC()));
        TenantWriter writer = writer(vertx, log);
        EngineRoute route = Held.route("{}", args[1]);
        for (int i = 0; i < AT_ONCE; i++) {
            Thread.ofPlatform().start(() -> writeForEver(writer, route));
        }
        new CountDownLatch(1).await();
    }

    private static TenantWriter writer(Vertx vertx, UsageLog log) {
        RedisAPI nowhere = RedisAPI.api(Redis.createClient(vertx, "redis://127.0.0.1:1"));
        LateConfig late = config(LateConfig.class);
        LineageConfig lineage = config(LineageConfig.class);
        return new TenantWriter(
                vertx,
                new EngineClients(vertx, WritingService::noSecret, config(EngineConfig.class)),
                new Effects(
                        new WriteUsage(only(log), Clock.systemUTC()),
                        new LateWrites(vertx, nowhere, late, Clock.systemUTC()),
                        new Lineage(lineage, new LineageStore(nowhere, lineage), Clock.systemUTC())),
                config(WriterConfig.class),
                Held.gates(),
                new CopyStore(
                        config(CopyConfig.class),
                        new CachedTenantDirectory(Clock.systemUTC()),
                        new MoveStore(nowhere, lineage)));
    }

    private static String noSecret(SecretRef reference) {
        throw new IllegalArgumentException("no secrets here: " + reference);
    }

    /** A configuration in which nothing is given. */
    private static <T> T config(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                WritingService.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> standard(method)));
    }

    private static Object standard(Method method) {
        WithDefault given = method.getAnnotation(WithDefault.class);
        if (given == null) {
            return method.getReturnType() == OptionalInt.class ? OptionalInt.empty() : Optional.empty();
        }
        if (method.getReturnType() == String.class) {
            return given.value();
        }
        if (method.getReturnType() == Path.class) {
            return Path.of("target/no-copies");
        }
        if (method.getReturnType() == int.class) {
            return Integer.parseInt(given.value());
        }
        return method.getReturnType() == Duration.class
                ? Duration.parse(given.value().startsWith("PT") ? given.value() : "PT" + given.value())
                : WriterConfig.Cards.REFUSE;
    }

    @SuppressWarnings("unchecked")
    private static Instance<UsageLog> only(UsageLog log) {
        return (Instance<UsageLog>) Proxy.newProxyInstance(
                WritingService.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> method.getName().equals("isResolvable") ? (Object) true : log);
    }

    private static void writeForEver(TenantWriter writer, EngineRoute route) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SAMPLES; i++) {
            text.append("written{i=\"").append(i).append("\"} 1\n");
        }
        while (true) {
            Payload.Source source = new Payload.Source.Translated(
                    new TextTranslator(TextFormat.PROMETHEUS, System.currentTimeMillis(), Map.of()));
            Payload payload = new Payload(text.toString().getBytes(UTF_8), Packing.IDENTITY, source);
            writer.prepare(route, payload)
                    .compose(prepared -> writer.send(((Prepared.Ready) prepared).batch(), "agent"))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
        }
    }
}
