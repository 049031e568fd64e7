package io.pharos.mall.chaos;

import io.pharos.mall.MallConfig;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether chaos may be made here, and what a request for it must look like. Anything else is refused. */
@ApplicationScoped
public class ChaosSwitch {
    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})([smh])");
    private static final Pattern LEVEL = Pattern.compile("(0|1)?(\\.\\d{1,6})?");

    private final MallConfig.Chaos config;

    ChaosSwitch(MallConfig config) {
        this.config = config.chaos();
    }

    /** Before the first customer comes. */
    void refuseUnsafeStart(@Observes @Priority(1) StartupEvent start) {
        if (config.enabled() && !config.allowedInProduction() && LaunchMode.current() == LaunchMode.NORMAL) {
            throw new IllegalStateException(
                    "Chaos is for demonstrations. In production set pharos.mall.chaos.enabled=false,"
                            + " or say pharos.mall.chaos.allowed-in-production=true where this mall is a demonstration.");
        }
    }

    public boolean enabled() {
        return config.enabled();
    }

    /** The knob of that name, refused where chaos is off here. */
    public Knob knob(String path) {
        if (!config.enabled()) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "chaos.disabled",
                    "Chaos is off in this mall: pharos.mall.chaos.enabled=true allows it.");
        }
        return Knob.parse(path)
                .orElseThrow(() -> Problem.of(
                        Kind.NOT_FOUND, "chaos.unknown-knob", "There is no such knob; there are " + names() + "."));
    }

    /** The level that a request asks for, 0.5 where it names none. */
    public double level(@Nullable String text) {
        if (text == null) {
            return 0.5;
        }
        double level =
                !text.isEmpty() && LEVEL.matcher(text).matches() && !text.equals(".") ? Double.parseDouble(text) : -1;
        if (level <= 0 || level > 1) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "chaos.level",
                    "A level is a number above 0 up to 1, such as 0.5; DELETE ends the chaos.");
        }
        return level;
    }

    /** The duration that a request asks for, five minutes where it names none. */
    public Duration duration(@Nullable String text) {
        if (text == null) {
            return Duration.ofMinutes(5);
        }
        Matcher m = DURATION.matcher(text);
        Duration duration = m.matches() ? Duration.of(Long.parseLong(m.group(1)), unit(m.group(2))) : Duration.ZERO;
        if (duration.isZero() || duration.compareTo(config.longest()) > 0) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "chaos.duration",
                    "A duration is a whole number with s, m or h, such as 90s or 5m, at most "
                            + config.longest().toMinutes() + "m.");
        }
        return duration;
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter) {
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            default -> ChronoUnit.HOURS;
        };
    }

    private static String names() {
        return Arrays.stream(Knob.values()).map(Knob::path).collect(Collectors.joining(", "));
    }
}
