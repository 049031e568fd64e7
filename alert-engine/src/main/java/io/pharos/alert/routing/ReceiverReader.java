package io.pharos.alert.routing;

import io.pharos.alert.rules.Fields;
import io.pharos.alert.rules.Problems;
import io.pharos.alert.rules.yaml.YamlNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads receivers and their channels. */
final class ReceiverReader {
    private static final Set<String> FIELDS =
            Set.of("name", "webhook_configs", "email_configs", "slack_configs", "dingtalk_configs", "wecom_configs");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][-A-Za-z0-9_. ]{0,99}");
    private static final Pattern MAIL = Pattern.compile("[^\\s,;<>@\\p{Cntrl}]{1,64}@[A-Za-z0-9][-A-Za-z0-9.]{0,250}");
    private static final int MOST_CHANNELS = 20;
    private static final int MOST_RECEIVERS = 100;

    private final Problems problems;

    ReceiverReader(Problems problems) {
        this.problems = problems;
    }

    List<Receiver> read(List<YamlNode> nodes) {
        Set<String> names = new HashSet<>();
        List<Receiver> receivers = new ArrayList<>();
        for (YamlNode node : nodes) {
            Receiver receiver = receiver(node);
            if (!names.add(receiver.name())) {
                problems.at(node, "the receiver \"" + receiver.name() + "\" is there twice");
            }
            receivers.add(receiver);
        }
        if (receivers.size() > MOST_RECEIVERS) {
            problems.at(nodes.getFirst(), "more than " + MOST_RECEIVERS + " receivers");
        }
        return receivers;
    }

    private Receiver receiver(YamlNode node) {
        Fields fields = Fields.of(node, FIELDS, problems);
        String name = fields.text("name");
        if (!NAME.matcher(name).matches()) {
            problems.at(
                    fields.place("name"),
                    "a receiver's name is 1 to 100 of letters, digits, space and -_., and starts with a letter or digit");
        }
        List<Channel> channels = new ArrayList<>();
        each(fields, "webhook_configs", Set.of("url", "send_resolved"), this::webhook, channels);
        each(fields, "email_configs", Set.of("to", "send_resolved"), this::email, channels);
        each(fields, "slack_configs", Set.of("api_url", "channel", "send_resolved"), this::slack, channels);
        each(fields, "dingtalk_configs", Set.of("url", "secret", "send_resolved"), this::dingTalk, channels);
        each(fields, "wecom_configs", Set.of("url", "send_resolved"), this::weCom, channels);
        if (channels.size() > MOST_CHANNELS) {
            problems.at(node, "more than " + MOST_CHANNELS + " channels in a receiver");
        }
        return new Receiver(name, channels);
    }

    private void each(
            Fields receiver,
            String list,
            Set<String> known,
            BiFunction<Fields, Problems, Optional<Channel>> reader,
            List<Channel> channels) {
        for (YamlNode node : receiver.list(list)) {
            reader.apply(Fields.of(node, known, problems), problems).ifPresent(channels::add);
        }
    }

    private Optional<Channel> webhook(Fields fields, Problems found) {
        return url(fields, "url").map(url -> new Channel.Webhook(url, fields.flag("send_resolved", true)));
    }

    private Optional<Channel> email(Fields fields, Problems found) {
        String to = fields.text("to");
        if (!MAIL.matcher(to).matches()) {
            found.at(fields.place("to"), "not one e-mail address");
            return Optional.empty();
        }
        return Optional.of(new Channel.Email(to, fields.flag("send_resolved", false)));
    }

    private Optional<Channel> slack(Fields fields, Problems found) {
        return url(fields, "api_url")
                .map(url -> new Channel.Slack(url, given(fields, "channel"), fields.flag("send_resolved", false)));
    }

    private Optional<Channel> dingTalk(Fields fields, Problems found) {
        return url(fields, "url")
                .map(url -> new Channel.DingTalk(url, given(fields, "secret"), fields.flag("send_resolved", false)));
    }

    private Optional<Channel> weCom(Fields fields, Problems found) {
        return url(fields, "url").map(url -> new Channel.WeCom(url, fields.flag("send_resolved", false)));
    }

    private Optional<URI> url(Fields fields, String name) {
        return RoutingFields.url(fields, name, problems);
    }

    private static @Nullable String given(Fields fields, String name) {
        String text = fields.text(name);
        return text.isEmpty() ? null : text;
    }
}
