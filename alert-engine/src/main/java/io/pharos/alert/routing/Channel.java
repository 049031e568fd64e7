package io.pharos.alert.routing;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One way in which a receiver is told; {@link #sendResolved} is whether it also wants to hear of ends. */
public sealed interface Channel {
    boolean sendResolved();

    /** JSON as Alertmanager's webhook has it, signed by the tenant's key (Standard Webhooks). */
    record Webhook(URI url, boolean sendResolved) implements Channel {}

    record Email(String to, boolean sendResolved) implements Channel {}

    /** An incoming webhook of Slack, or of what understands the same; without a channel, the hook's own. */
    record Slack(URI url, @Nullable String channel, boolean sendResolved) implements Channel {}

    /** A robot of a DingTalk group; signed where the robot asks for that. */
    record DingTalk(URI url, @Nullable String secret, boolean sendResolved) implements Channel {}

    /** A robot of a WeCom group. */
    record WeCom(URI url, boolean sendResolved) implements Channel {}

    /** The channel's kind as the notification log and metrics have it. */
    default String kind() {
        return switch (this) {
            case Webhook _ -> "webhook";
            case Email _ -> "email";
            case Slack _ -> "slack";
            case DingTalk _ -> "dingtalk";
            case WeCom _ -> "wecom";
        };
    }

    /** Where it goes, for people: never the part of an address that is a secret. */
    default String target() {
        return switch (this) {
            case Webhook w -> place(w.url);
            case Email e -> e.to;
            case Slack s -> place(s.url);
            case DingTalk d -> place(d.url);
            case WeCom w -> place(w.url);
        };
    }

    private static String place(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
