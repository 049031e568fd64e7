import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;

/** The parts of the benchmark that speak to Kafka and PostgreSQL; run tells the order. */
public final class Billing {
    private static final String TOPIC = "pharos.usage.v1";
    private static final int TENANTS = 200;
    private static final int USERS = 20;
    private static final int CHUNK = 5_000;
    private static final int BETWEEN = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** Events are of the hour that goes on, as nearly all are: what is over is added up beside. */
    private static final Instant START = Instant.now().truncatedTo(ChronoUnit.HOURS);
    private static final long STEP_NANOS = Math.max(60, Duration.between(START, Instant.now()).toSeconds()) * 1_000_000_000L / 3_000_000;

    private final String jdbc;
    private final String kafka;
    private final URI metrics;
    private final HttpClient http = HttpClient.newHttpClient();

    private Billing(String jdbc, String kafka) {
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.metrics = URI.create("http://127.0.0.1:" + (Integer.parseInt(kafka.substring(kafka.indexOf(':') + 1)) + 2) + "/q/metrics");
    }

    public static void main(String[] args) throws Exception {
        Billing bench = new Billing(args[0], args[1]);
        switch (args[2]) {
            case "schema" -> bench.schema();
            case "produce" -> bench.produce(Integer.parseInt(args[3]), Integer.parseInt(args[4]));
            case "drained" -> System.out.println(bench.drained(Long.parseLong(args[3])));
            case "settle" -> bench.execute("billing", "vacuum analyze usage_key", "vacuum analyze usage_event", "checkpoint");
            case "copy" -> System.out.println(bench.copy(Integer.parseInt(args[3]), Integer.parseInt(args[4])));
            case "rollup" -> System.out.println(bench.rollup(Integer.parseInt(args[3])));
            default -> throw new IllegalArgumentException(args[2]);
        }
    }

    private void schema() throws Exception {
        await(() -> {
            try (Connection c = connect("postgres")) {
                return c.isValid(1);
            } catch (java.sql.SQLException e) {
                return false;
            }
        });
        execute("postgres", "create role billing login superuser password 'billing'", "create schema billing authorization billing");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 4, (short) 1))).all().get();
        }
    }

    /** Every hundredth event is told twice: half of these at once, half when others came between. */
    private void produce(int from, int count) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka, "linger.ms", 20, "batch.size", 262144, "buffer.memory", 67108864L);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (int i = from; i < from + count; i++) {
                producer.send(message(i));
                if (i % 200 == 0) {
                    producer.send(message(i));
                }
                int earlier = i - BETWEEN;
                if (earlier >= from && earlier % 200 == 100) {
                    producer.send(message(earlier));
                }
            }
        }
    }

    private static ProducerRecord<String, byte[]> message(int i) {
        return new ProducerRecord<>(TOPIC, tenant(i), event(i));
    }

    /** Events a second from now on until the service has stored that many since its start, by its own count. */
    private long drained(long wanted) throws Exception {
        long start = System.nanoTime();
        double before = stored();
        await(() -> stored() >= wanted);
        return (long) ((wanted - before) * 1e9 / (System.nanoTime() - start));
    }

    private double stored() throws Exception {
        return metric("pharos_billing_events_total{outcome=\"stored\"");
    }

    private long copy(int count, int connections) throws Exception {
        List<Callable<Integer>> copies = new ArrayList<>();
        for (int n = 0; n < connections; n++) {
            int first = 100_000_000 + n * (count / connections);
            copies.add(() -> copyPart(first, count / connections));
        }
        try (var pool = Executors.newFixedThreadPool(connections)) {
            long start = System.nanoTime();
            for (Future<Integer> done : pool.invokeAll(copies)) {
                done.get();
            }
            return (long) (count * 1e9 / (System.nanoTime() - start));
        }
    }

    /** In transactions as large as the service's, as it commits. */
    private int copyPart(int first, int count) throws Exception {
        try (Connection c = connect("billing")) {
            c.setAutoCommit(false);
            var copier = c.unwrap(PGConnection.class).getCopyAPI();
            for (int from = first; from < first + count; from += CHUNK) {
                StringBuilder keys = new StringBuilder();
                StringBuilder events = new StringBuilder();
                for (int i = from; i < Math.min(from + CHUNK, first + count); i++) {
                    rows(i, keys, events);
                }
                copier.copyIn("copy usage_key (key, digest, stored_at) from stdin", new StringReader(keys.toString()));
                copier.copyIn("copy usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity,"
                        + " duration_ms, source, event_id, properties, corrects, stored_at) from stdin", new StringReader(events.toString()));
                c.commit();
            }
            return count;
        }
    }

    private static void rows(int i, StringBuilder keys, StringBuilder events) {
        String key = id(i).toString();
        keys.append(key).append('\t').append(i * 7919L).append('\t').append(START).append('\n');
        events.append(time(i)).append('\t').append(tenant(i)).append('\t').append(key).append("\tsamples\tmetrics-collector\tuser-")
                .append(i % USERS).append('\t').append(i % 1000).append("\t12\t/pharos/metrics-collector/bench\t").append(key)
                .append("\t\\N\t\\N\t").append(START).append('\n');
    }

    /** Seconds to add up one hour of so many events, told by when its marks are gone. */
    private String rollup(int count) throws Exception {
        String hour = START.minus(Duration.ofHours(3)).toString();
        execute("billing", """
                insert into usage_event (event_time, tenant_id, key, resource_type, service_id, user_id, quantity, duration_ms,
                    source, event_id, stored_at)
                select timestamptz '%s' + i * interval '1 hour' / %d, 'tenant-' || i %% %d, gen_random_uuid(), 'samples',
                    'metrics-collector', 'user-' || i %% 7919 %% %d, i %% 1000, 12, '/pharos/metrics-collector/bench', i::text, now()
                from generate_series(0, %d) i""".formatted(hour, count, TENANTS, USERS, count - 1),
                "vacuum analyze usage_event");
        execute("billing", "insert into usage_dirty (tenant_id, hour) select 'tenant-' || i, '%s' from generate_series(0, %d) i".formatted(hour, TENANTS - 1));
        try (Connection c = connect("billing"); Statement s = c.createStatement()) {
            await(() -> {
                try (ResultSet r = s.executeQuery("select count(*) from usage_dirty where hour = '" + hour + "'")) {
                    r.next();
                    return r.getLong(1) == 0;
                }
            });
        }
        double seconds = metric("pharos_billing_rollup_duration_seconds_max");
        return String.format("%.1f", seconds);
    }

    private double metric(String name) throws Exception {
        String body = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString()).body();
        return body.lines().filter(l -> l.startsWith(name)).mapToDouble(l -> Double.parseDouble(l.substring(l.lastIndexOf(' ') + 1))).max().orElseThrow();
    }

    private static byte[] event(int i) {
        String id = id(i).toString();
        return ("{\"specversion\":\"1.0\",\"id\":\"" + id + "\",\"source\":\"/pharos/metrics-collector/bench\",\"subject\":\"" + tenant(i)
                + "\",\"type\":\"pharos.usage.v1\",\"time\":\"" + time(i) + "\",\"datacontenttype\":\"application/json\",\"data\":{\"service_id\":\"metrics-collector\","
                + "\"user_id\":\"user-" + i % USERS + "\",\"resource_type\":\"samples\",\"duration_ms\":12,\"quantity\":" + i % 1000
                + ",\"properties\":{},\"timestamp\":\"" + time(i) + "\"}}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** A UUIDv7 of the event's time. */
    private static UUID id(int i) {
        long high = time(i).toEpochMilli() << 16 | 0x7000L | i & 0xFFF;
        return new UUID(high, Long.MIN_VALUE | i * 0x9E3779B97F4A7C15L >>> 2);
    }

    private static Instant time(int i) {
        return START.plusNanos(i % 3_000_000 * STEP_NANOS);
    }

    private static String tenant(int i) {
        return "tenant-" + i % TENANTS;
    }

    private void execute(String user, String... statements) throws Exception {
        try (Connection c = connect(user); Statement s = c.createStatement()) {
            for (String statement : statements) {
                s.execute(statement);
            }
        }
    }

    private Connection connect(String user) throws java.sql.SQLException {
        return DriverManager.getConnection(jdbc + "?currentSchema=billing", user, user);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited for too long");
            }
            Thread.sleep(200);
        }
    }
}
