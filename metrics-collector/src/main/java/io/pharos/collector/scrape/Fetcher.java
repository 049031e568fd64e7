package io.pharos.collector.scrape;

import io.pharos.collector.targets.JobSecrets;
import io.pharos.collector.targets.Target;
import io.pharos.model.Problem;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressReply;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.Packing;
import io.pharos.wire.packing.Unpacked;
import io.pharos.wire.packing.Unpacker;
import io.pharos.wire.text.TextFormat;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Gets a target's text over HTTP, through the guard of outside addresses, within the job's timeout and with its login. */
final class Fetcher {
    private static final String ACCEPT = "application/openmetrics-text;version=1.0.0,"
            + "application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private final EgressClient client;
    private final JobSecrets secrets;
    private final int maxBytes;

    Fetcher(EgressClient client, JobSecrets secrets, int maxBytes) {
        this.client = client;
        this.secrets = secrets;
        this.maxBytes = maxBytes;
    }

    /** A target's text, unpacked. */
    record Text(byte[] body, TextFormat format) {}

    Text fetch(Target target) throws ScrapeFailure {
        Duration timeout = target.job().timeout();
        try {
            Map<String, String> headers = headers(timeout);
            secrets.authorization(target.job()).ifPresent(login -> headers.put("Authorization", login));
            return read(client.send(
                    target.job().key().tenant(),
                    new EgressClient.Call(HttpMethod.GET, target.url(), headers, Buffer.buffer(), timeout)));
        } catch (Problem failed) {
            throw new ScrapeFailure(failed.detail());
        }
    }

    private static Map<String, String> headers(Duration timeout) {
        Map<String, String> headers = new HashMap<>();
        headers.put("Accept", ACCEPT);
        headers.put("Accept-Encoding", "gzip");
        headers.put("User-Agent", "Pharos");
        headers.put("X-Prometheus-Scrape-Timeout-Seconds", Double.toString(timeout.toMillis() / 1000.0));
        return headers;
    }

    private Text read(EgressReply reply) throws ScrapeFailure {
        if (reply.status() != 200) {
            throw new ScrapeFailure("the target answered HTTP " + reply.status());
        }
        String type = String.valueOf(reply.headers().get("Content-Type")).toLowerCase(Locale.ROOT);
        boolean openMetrics = type.startsWith("application/openmetrics-text");
        return new Text(unpacked(reply), openMetrics ? TextFormat.OPENMETRICS : TextFormat.PROMETHEUS);
    }

    private byte[] unpacked(EgressReply reply) throws ScrapeFailure {
        String encoding = reply.headers().get("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return reply.body().getBytes();
        }
        if (Packing.named(encoding).filter(Packing.GZIP::equals).isEmpty()) {
            throw new ScrapeFailure("the target answered in the encoding '" + encoding + "', which was not asked for");
        }
        Scratch text = new Scratch();
        return switch (new Unpacker().unpack(Packing.GZIP, reply.body().getBytes(), maxBytes, text)) {
            case Unpacked.Done done -> text.copy();
            case Unpacked.TooLarge large ->
                throw new ScrapeFailure("the text is over " + large.maxBytes() + " bytes unpacked");
            case Unpacked.Corrupt corrupt -> throw new ScrapeFailure(corrupt.reason());
        };
    }
}
