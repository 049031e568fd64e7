package io.pharos.alert.deliver;

import io.pharos.alert.routing.Channel;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What leaves for a receiver: everything about it is decided here, and nothing is sent yet. */
sealed interface Outgoing {
    /**
     * A POST.
     *
     * @param answersInBody whether the receiver says in the body whether it took it, with a status of 200 either way
     */
    record Post(URI uri, Map<String, String> headers, Buffer body, boolean answersInBody) implements Outgoing {}

    /** An e-mail in plain text. */
    record Mail(String to, String subject, String text) implements Outgoing {}

    /** What signs a webhook. */
    record Signing(String id, Instant at, List<byte[]> keys) {}

    /** Slack and its like take 40,000 characters, DingTalk 20,000 bytes, WeCom 4,096 bytes, of which a letter may be three. */
    int MOST_SLACK = 10_000;

    int MOST_DINGTALK = 6_000;
    int MOST_WECOM = 1_300;
    int MOST_MAIL = 100_000;

    /** The form of a message for a channel; {@code json} is the message itself as a webhook gets it. */
    static Outgoing of(Channel channel, Message message, byte[] json, Signing signing) {
        return switch (channel) {
            case Channel.Webhook webhook -> webhook(webhook, json, signing);
            case Channel.Email email ->
                new Mail(email.to(), ChatText.title(message), ChatText.body(message, MOST_MAIL));
            case Channel.Slack slack -> slack(slack, message);
            case Channel.DingTalk robot -> dingTalk(robot, message, signing.at());
            case Channel.WeCom robot -> weCom(robot, message);
        };
    }

    private static Outgoing webhook(Channel.Webhook webhook, byte[] json, Signing signing) {
        long second = signing.at().getEpochSecond();
        String signature = signing.keys().stream()
                .map(key -> Signature.ofWebhook(key, signing.id(), second, json))
                .collect(Collectors.joining(" "));
        Map<String, String> headers = Map.of(
                "Content-Type",
                "application/json",
                "webhook-id",
                signing.id(),
                "webhook-timestamp",
                Long.toString(second),
                "webhook-signature",
                signature);
        return new Post(webhook.url(), headers, Buffer.buffer(json), false);
    }

    private static Outgoing slack(Channel.Slack slack, Message message) {
        String color = message.status().equals(Message.FIRING) ? "danger" : "good";
        String text = ChatText.body(message, MOST_SLACK).replace("**", "*");
        JsonObject attachment = new JsonObject()
                .put("color", color)
                .put("title", ChatText.title(message))
                .put("fallback", ChatText.title(message))
                .put("text", escaped(text))
                .put("mrkdwn_in", new JsonArray().add("text"));
        JsonObject body = new JsonObject().put("attachments", new JsonArray().add(attachment));
        if (slack.channel() != null) {
            body.put("channel", slack.channel());
        }
        return json(slack.url(), body, false);
    }

    private static Outgoing dingTalk(Channel.DingTalk robot, Message message, Instant now) {
        JsonObject markdown = new JsonObject()
                .put("title", ChatText.title(message))
                .put("text", "### " + ChatText.title(message) + "\n" + ChatText.body(message, MOST_DINGTALK));
        JsonObject body = new JsonObject().put("msgtype", "markdown").put("markdown", markdown);
        return json(signed(robot, now), body, true);
    }

    private static URI signed(Channel.DingTalk robot, Instant now) {
        if (robot.secret() == null) {
            return robot.url();
        }
        long millis = now.toEpochMilli();
        String sign = URLEncoder.encode(Signature.ofDingTalk(robot.secret(), millis), StandardCharsets.UTF_8);
        String url = robot.url().toString();
        return URI.create(url + (url.contains("?") ? "&" : "?") + "timestamp=" + millis + "&sign=" + sign);
    }

    private static Outgoing weCom(Channel.WeCom robot, Message message) {
        String text = "### " + ChatText.title(message) + "\n" + ChatText.body(message, MOST_WECOM);
        JsonObject body =
                new JsonObject().put("msgtype", "markdown").put("markdown", new JsonObject().put("content", text));
        return json(robot.url(), body, true);
    }

    private static Outgoing json(URI uri, JsonObject body, boolean answersInBody) {
        return new Post(uri, Map.of("Content-Type", "application/json"), body.toBuffer(), answersInBody);
    }

    /** Slack's three characters of markup; the sign of a quotation at a line's start stays. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replaceAll("(?m)(?<!^)>", "&gt;");
    }
}
