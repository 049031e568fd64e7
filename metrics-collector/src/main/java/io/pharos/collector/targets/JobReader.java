package io.pharos.collector.targets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.PrometheusDuration;
import io.pharos.wire.relabel.RelabelAction;
import io.pharos.wire.relabel.RelabelStep;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a job strictly: an unknown field, a value that cannot be or a limit that is passed is refused by name. */
@Singleton
class JobReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,99}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");
    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(60);

    private final ObjectMapper json;
    private final TargetsConfig config;

    JobReader(ObjectMapper json, TargetsConfig config) {
        this.json = json;
        this.config = config;
    }

    /** The job's name where a request that creates one says it. */
    String name(JsonNode body) {
        String name = definition(body).jobName();
        if (name == null) {
            throw invalid("job_name", "give the job a name");
        }
        return name;
    }

    /** The job, or a problem that names the field. */
    ScrapeJob read(JobKey key, JsonNode body) {
        JobDefinition given = definition(body);
        if (!NAME.matcher(key.job()).matches()) {
            throw invalid("job_name", "1 to 100 letters, digits, '.', '_' or '-', the first a letter or digit");
        }
        if (given.jobName() != null && !given.jobName().equals(key.job())) {
            throw invalid("job_name", "it differs from the job in the path; a job cannot be renamed");
        }
        Duration interval = duration("scrape_interval", given.scrapeInterval(), INTERVAL);
        ScrapeJob job = new ScrapeJob(
                key,
                scheme(given),
                path(given),
                new TreeMap<>(or(given.params(), new TreeMap<>())),
                interval,
                timeout(given, interval),
                sampleLimit(given),
                or(given.honorLabels(), false),
                or(given.honorTimestamps(), true),
                or(given.staticConfigs(), List.of()),
                or(given.httpSdConfigs(), List.<JobDefinition.HttpSdConfig>of()).stream()
                        .map(source -> source(key, source))
                        .toList(),
                steps("relabel_configs", given.relabelConfigs()),
                steps("metric_relabel_configs", given.metricRelabelConfigs()),
                login(given));
        return checked(job);
    }

    private ScrapeJob checked(ScrapeJob job) {
        if (job.interval().compareTo(config.minInterval()) < 0) {
            throw invalid("scrape_interval", "it is at least " + PrometheusDuration.print(config.minInterval()));
        }
        if (job.groups().isEmpty() && job.sources().isEmpty()) {
            throw invalid("static_configs", "give static_configs or http_sd_configs, else there is nothing to scrape");
        }
        int targets =
                job.groups().stream().mapToInt(group -> group.targets().size()).sum();
        if (targets > config.maxTargets()) {
            throw invalid("static_configs", targets + " targets; a job has at most " + config.maxTargets());
        }
        try {
            Targets.of(job, job.groups());
        } catch (IllegalArgumentException e) {
            throw invalid("static_configs", String.valueOf(e.getMessage()));
        }
        return job;
    }

    private JobDefinition definition(JsonNode body) {
        if (!body.isObject() || holdsNothing(body, true)) {
            throw Problem.of(
                    Kind.MALFORMED, "targets.invalid-job", "This is no job: null stands where something has to be.");
        }
        try {
            return json.readerFor(JobDefinition.class)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(body);
        } catch (JsonProcessingException e) {
            throw Problem.of(Kind.MALFORMED, "targets.invalid-job", "This is no job: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new IllegalStateException("a tree in memory was not read", e);
        }
    }

    /** Whether null stands in a list or for a value within params; elsewhere it is a field that is not given. */
    private static boolean holdsNothing(JsonNode node, boolean mayBeAbsent) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            boolean absent = value.isNull() && !mayBeAbsent;
            if (absent || holdsNothing(value, !field.getKey().equals("params"))) {
                return true;
            }
        }
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            if (element.isNull() || holdsNothing(element, true)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Login login(JobDefinition given) {
        JobDefinition.BasicAuth basic = given.basicAuth();
        JobDefinition.Authorization token = given.authorization();
        if (basic != null && token != null) {
            throw invalid("basic_auth", "give it or authorization, not both");
        }
        if (basic != null) {
            return new Login.Basic(user(basic.username()), required("basic_auth", "password", basic.password()));
        }
        return token == null
                ? null
                : new Login.Token(
                        type(or(token.type(), "Bearer")),
                        required("authorization", "credentials", token.credentials()));
    }

    private static String user(@Nullable String name) {
        String given = required("basic_auth", "username", name);
        if (given.indexOf(':') >= 0 || given.chars().anyMatch(Character::isISOControl)) {
            throw invalid("basic_auth", "a username has no colon, and is of one line");
        }
        return given;
    }

    private static String type(String given) {
        if (!TYPE.matcher(given).matches() || given.equalsIgnoreCase("Basic")) {
            throw invalid("authorization", "type is a word such as Bearer; use basic_auth for Basic");
        }
        return given;
    }

    private static String required(String field, String part, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw invalid(field, "give its " + part);
        }
        return value;
    }

    private static String scheme(JobDefinition given) {
        String scheme = or(given.scheme(), "http");
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw invalid("scheme", "http or https");
        }
        return scheme;
    }

    private static String path(JobDefinition given) {
        String path = or(given.metricsPath(), "/metrics");
        if (!path.startsWith("/")) {
            throw invalid("metrics_path", "it begins with a slash");
        }
        return path;
    }

    private static Duration timeout(JobDefinition given, Duration interval) {
        Duration usual = interval.compareTo(TIMEOUT) < 0 ? interval : TIMEOUT;
        Duration timeout = duration("scrape_timeout", given.scrapeTimeout(), usual);
        if (timeout.isZero() || timeout.compareTo(interval) > 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw invalid("scrape_timeout", "over 0, and at most the scrape_interval and 60s");
        }
        return timeout;
    }

    private int sampleLimit(JobDefinition given) {
        int limit = or(given.sampleLimit(), 0);
        if (limit < 0 || limit > config.maxSamples()) {
            throw invalid("sample_limit", "0 (the platform's " + config.maxSamples() + ") to " + config.maxSamples());
        }
        return limit == 0 ? config.maxSamples() : limit;
    }

    private HttpSource source(JobKey key, JobDefinition.HttpSdConfig given) {
        URI url = uri(or(given.url(), ""));
        Duration refresh = duration("refresh_interval", given.refreshInterval(), INTERVAL);
        if (refresh.compareTo(config.minInterval()) < 0) {
            throw invalid("refresh_interval", "it is at least " + PrometheusDuration.print(config.minInterval()));
        }
        return new HttpSource(key.tenant(), url, refresh);
    }

    private static URI uri(String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() == null || uri.getScheme() == null) {
                throw invalid("http_sd_configs", "each needs a url with a scheme and a host");
            }
            return uri;
        } catch (IllegalArgumentException e) {
            throw invalid("http_sd_configs", "'" + text + "' is no URL");
        }
    }

    private List<RelabelStep> steps(String field, @Nullable List<JobDefinition.RelabelConfig> given) {
        List<JobDefinition.RelabelConfig> steps = or(given, List.of());
        if (steps.size() > config.maxRelabelSteps()) {
            throw invalid(field, steps.size() + " steps; at most " + config.maxRelabelSteps());
        }
        return steps.stream().map(step -> step(field, step)).toList();
    }

    private static RelabelStep step(String field, JobDefinition.RelabelConfig given) {
        String word = or(given.action(), RelabelAction.REPLACE.word());
        RelabelAction action =
                RelabelAction.parse(word).orElseThrow(() -> invalid(field, "there is no action '" + word + "'"));
        String target = or(given.targetLabel(), "");
        long modulus = or(given.modulus(), 0L);
        if (action.needsTarget() && target.isEmpty()) {
            throw invalid(field, "the action " + word + " needs a target_label");
        }
        if (action == RelabelAction.HASHMOD && modulus <= 0) {
            throw invalid(field, "the action hashmod needs a modulus over 0");
        }
        String regex = or(given.regex(), RelabelStep.STANDARD_REGEX);
        return new RelabelStep(
                action,
                or(given.sourceLabels(), List.of()),
                or(given.separator(), RelabelStep.STANDARD_SEPARATOR),
                RelabelStep.regex(regex).orElseThrow(() -> invalid(field, "'" + regex + "' is no expression of RE2")),
                modulus,
                target,
                or(given.replacement(), RelabelStep.STANDARD_REPLACEMENT));
    }

    private static Duration duration(String field, @Nullable String text, Duration usual) {
        if (text == null) {
            return usual;
        }
        return PrometheusDuration.parse(text)
                .orElseThrow(() -> invalid(field, "'" + text + "' is no duration such as 15s or 1m30s"));
    }

    private static <T> T or(@Nullable T given, T usual) {
        return given == null ? usual : given;
    }

    private static Problem invalid(String field, String why) {
        return Problem.of(Kind.MALFORMED, "targets.invalid-job", field + ": " + why + ".");
    }
}
