package io.pharos.collector.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pharos.model.PrometheusDuration;
import io.pharos.wire.relabel.RelabelStep;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes targets of a job's groups: the labels of Prometheus's scrape configuration, relabelled. */
public final class Targets {
    private static final String ADDRESS = "__address__";
    private static final String SCHEME = "__scheme__";
    private static final String PATH = "__metrics_path__";
    private static final String PARAM = "__param_";
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:[a-zA-Z0-9._-]{1,253}|\\[[0-9a-fA-F:.]{2,45}])(?::[0-9]{1,5})?");

    private Targets() {}

    /** The targets, without those that relabelling drops; throws IllegalArgumentException for what is no address. */
    public static List<Target> of(ScrapeJob job, List<TargetGroup> groups) {
        List<Target> targets = new ArrayList<>();
        for (TargetGroup group : groups) {
            for (String address : group.targets()) {
                RelabelStep.apply(job.relabelling(), discovered(job, group, address))
                        .flatMap(labels -> target(job, labels))
                        .filter(target -> !targets.contains(target))
                        .ifPresent(targets::add);
            }
        }
        return List.copyOf(targets);
    }

    private static SortedMap<String, String> discovered(ScrapeJob job, TargetGroup group, String address) {
        SortedMap<String, String> labels = new TreeMap<>(group.labels());
        labels.put(ADDRESS, address);
        labels.putIfAbsent("job", job.key().job());
        labels.putIfAbsent(SCHEME, job.scheme());
        labels.putIfAbsent(PATH, job.metricsPath());
        labels.putIfAbsent("__scrape_interval__", PrometheusDuration.print(job.interval()));
        labels.putIfAbsent("__scrape_timeout__", PrometheusDuration.print(job.timeout()));
        job.params().forEach((name, values) -> {
            if (!values.isEmpty()) {
                labels.putIfAbsent(PARAM + name, values.getFirst());
            }
        });
        return labels;
    }

    private static Optional<Target> target(ScrapeJob job, SortedMap<String, String> labels) {
        String address = labels.getOrDefault(ADDRESS, "");
        if (address.isEmpty()) {
            return Optional.empty();
        }
        if (!HOST_AND_PORT.matcher(address).matches()) {
            throw new IllegalArgumentException("'" + address + "' is no host:port");
        }
        URI url = url(job, labels, address);
        SortedMap<String, String> own = new TreeMap<>(labels);
        own.keySet().removeIf(name -> name.startsWith("__"));
        own.values().removeIf(String::isEmpty);
        own.putIfAbsent("instance", address);
        return Optional.of(new Target(job, url, own));
    }

    private static URI url(ScrapeJob job, SortedMap<String, String> labels, String address) {
        StringBuilder query = new StringBuilder();
        job.params().forEach((name, values) -> {
            for (int i = 1; i < values.size(); i++) {
                parameter(query, name, values.get(i));
            }
        });
        labels.tailMap(PARAM).forEach((name, value) -> {
            if (name.startsWith(PARAM)) {
                parameter(query, name.substring(PARAM.length()), value);
            }
        });
        String path = labels.getOrDefault(PATH, "/").replace(" ", "%20");
        String text = labels.getOrDefault(SCHEME, "http") + "://" + address + path;
        return URI.create(query.isEmpty() ? text : text + (path.contains("?") ? "&" : "?") + query);
    }

    private static void parameter(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(URLEncoder.encode(name, UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, UTF_8));
    }
}
