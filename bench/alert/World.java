import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What stands around the engines that are compared, on one port: the series that are watched, an Alertmanager that
 * takes everything and remembers what came, and the part of tenant-router that alert-engine asks. Run as a single file:
 * {@code java World.java PORT SHAPE TSDB_URL}.
 */
final class World {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    // One flat object of strings after the other, which is all that notifications hold.
    private static final Pattern OBJECT = Pattern.compile("\"(labels|annotations)\":(\\{[^{}]*})");
    private static final Pattern FIELD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final int port;
    private final String shape;
    private final String tsdb;
    private final KeyPair key;
    private final Map<String, String> payloads = new TreeMap<>();
    private volatile double crossing;
    private volatile long crossedAt;
    private volatile long toldAt;
    private long alerts;
    private long posts;

    private World(int port, String shape, String tsdb) throws GeneralSecurityException {
        this.port = port;
        this.shape = shape;
        this.tsdb = tsdb;
        KeyPairGenerator keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        this.key = keys.generateKeyPair();
    }

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        World world = new World(Integer.parseInt(arguments[0]), arguments[1], arguments[2]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), world.port), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", world::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            String text = switch (path) {
                case "/metrics" -> series();
                case "/api/v2/alerts", "/api/v1/alerts" -> took(body);
                case "/cross" -> cross();
                case "/reset" -> reset();
                case "/stats" -> alerts + " " + posts + " " + (toldAt == 0 ? -1 : toldAt - crossedAt);
                case "/payloads" -> payloads();
                case "/token" -> token("pharos", "acme-admin", "\"tenant_id\":\"acme\",\"role\":\"admin\",");
                case "/.well-known/jwks.json" -> jwks();
                case "/oauth2/token" ->
                    "{\"access_token\":\"" + token("pharos-internal", "svc", "") + "\",\"expires_in\":900}";
                case "/internal/v1/directory" -> directory();
                default -> "";
            };
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (path.endsWith(".json") || path.startsWith("/oauth2") || path.startsWith("/internal")) {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
            }
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /** A: counters that many thresholds are put to. B: a series for each rule. C: a thousand that are always too high. */
    private String series() {
        StringBuilder out = new StringBuilder("bench_cross " + crossing + "\n");
        long now = Instant.now().getEpochSecond();
        int count = shape.equals("B") ? 10_000 : 1_000;
        for (int i = 0; i < count; i++) {
            switch (shape) {
                case "A" -> out.append("bench_requests_total{shard=\"").append(i % 10).append("\",handler=\"h")
                        .append(i % 20).append("\",pod=\"p").append(i).append("\"} ").append(now).append('\n');
                case "B" -> out.append("bench_gauge{id=\"").append(i).append("\"} 1\n");
                default -> out.append("bench_wide{instance=\"host-").append(i).append("\"} ").append(90 + i % 10).append('\n');
            }
        }
        return out.toString();
    }

    private synchronized String cross() {
        crossedAt = System.currentTimeMillis();
        toldAt = 0;
        crossing = 1;
        return "";
    }

    private synchronized String reset() {
        payloads.clear();
        crossing = 0;
        alerts = 0;
        posts = 0;
        return "";
    }

    /** Remembers what was told, by labels; labels that an engine adds of its own are left out. */
    private synchronized String took(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        posts++;
        if (toldAt == 0 && text.contains("\"BenchCross\"")) {
            toldAt = System.currentTimeMillis();
        }
        String labels = "";
        String annotations = "";
        int seen = 0;
        Matcher objects = OBJECT.matcher(text);
        while (objects.find()) {
            if (objects.group(1).equals("labels")) {
                labels = fields(objects.group(2));
            } else {
                annotations = fields(objects.group(2));
            }
            if (++seen % 2 == 0) {
                alerts++;
                payloads.put(labels, annotations);
            }
        }
        return "";
    }

    private static String fields(String object) {
        TreeSet<String> fields = new TreeSet<>();
        Matcher field = FIELD.matcher(object);
        while (field.find()) {
            if (!field.group(1).equals("tenant_id") && !field.group(1).equals("alertgroup")) {
                fields.add(field.group(1) + "=" + field.group(2));
            }
        }
        return String.join(",", fields);
    }

    private synchronized String payloads() {
        return payloads.entrySet().stream()
                .map(payload -> payload.getKey() + " | " + payload.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private String directory() {
        return """
                {"revision":1,"asOf":"%s","revocations":{"jtis":[],"clients":{},"tenantsIssuedBefore":{}},
                 "engines":[{"id":"tsdb","kind":"prometheus","dialect":"prometheus-2.42","writeUrl":"%s/api/v1/write","queryUrl":"%s"}],
                 "tenants":[{"id":"acme","name":"acme","plan":{"name":"bench"},"status":"active","isolation":"shared",
                   "environments":{"prod":"tsdb"},"version":1,
                   "limits":{"ruler":{"maxRulesPerRuleGroup":0,"maxRuleGroupsPerTenant":0}},
                   "alerting":{"delivery":"own","alertmanagers":["%s"]}}]}
                """.formatted(Instant.now(), tsdb, tsdb, url());
    }

    private String url() {
        return "http://127.0.0.1:" + port;
    }

    private String jwks() {
        ECPublicKey point = (ECPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"bench\",\"x\":\""
                + number(point.getW().getAffineX()) + "\",\"y\":\"" + number(point.getW().getAffineY()) + "\"}]}";
    }

    private static String number(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return BASE64.encodeToString(fixed);
    }

    private String token(String audience, String subject, String more) {
        long now = Instant.now().getEpochSecond();
        String scope = audience.equals("pharos") ? "rules:read rules:write metrics:read" : "internal";
        String claims = "{" + more + "\"iss\":\"" + url() + "\",\"aud\":\"" + audience + "\",\"sub\":\"" + subject
                + "\",\"client_id\":\"" + subject + "\",\"scope\":\"" + scope + "\",\"iat\":" + now + ",\"exp\":"
                + (now + 900) + ",\"jti\":\"" + now + "-" + subject + "\"}";
        String head = "{\"alg\":\"ES256\",\"kid\":\"bench\",\"typ\":\"JWT\"}";
        String signed = encoded(head) + "." + encoded(claims);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
