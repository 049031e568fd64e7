package io.pharos.alert.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.alert.deliver.Message.Alert;
import io.pharos.alert.deliver.Outgoing.Signing;
import io.pharos.alert.routing.Channel;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutgoingTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_614_265_330);
    private static final URI HOOK = URI.create("https://hook.example.com/x?key=k");
    private static final Signing UNSIGNED = new Signing("msg_1", NOW, List.of());
    private static final Message MESSAGE = Message.of(
            "ops",
            "group",
            "http://pharos",
            List.of(new Alert(
                    Message.FIRING,
                    new TreeMap<>(Map.of("alertname", "Down", "severity", "page")),
                    new TreeMap<>(Map.of("summary", "<b>It is</b> down & out", "runbook_url", "https://run.example/1")),
                    NOW,
                    NOW,
                    "http://x",
                    null,
                    "4bf92f3577b34da6")));

    @Test
    void signsWebhooksByTheStandardsOwnExample() {
        byte[] key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        byte[] body = "{\"test\": 2432232314}".getBytes(UTF_8);
        Signing signing = new Signing("msg_p5jXN8AQM9LWM0D4loKWxJek", NOW, List.of(key, new byte[24]));

        Outgoing.Post post = (Outgoing.Post) Outgoing.of(new Channel.Webhook(HOOK, true), MESSAGE, body, signing);

        assertThat(post.headers())
                .containsEntry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
                .containsEntry("webhook-timestamp", "1614265330");
        assertThat(post.headers().get("webhook-signature"))
                .startsWith("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1,");
        assertThat(post.body().getBytes()).isEqualTo(body);
    }

    @Test
    void slackGetsAnAttachmentWithItsMarkupEscaped() {
        JsonObject body = json(new Channel.Slack(HOOK, "#ops", true))
                .getJsonArray("attachments")
                .getJsonObject(0);

        assertThat(json(new Channel.Slack(HOOK, "#ops", true)).getString("channel"))
                .isEqualTo("#ops");
        assertThat(body.getString("title")).isEqualTo("[FIRING:1] Down (page)");
        assertThat(body.getString("color")).isEqualTo("danger");
        assertThat(body.getString("text"))
                .startsWith("*&lt;b&gt;It is&lt;/b&gt; down &amp; out*\n> ")
                .contains("\n> since 2021-02-25T15:02:10Z\n> https://run.example/1\n> trace 4bf92f3577b34da6\n");
    }

    @Test
    void dingTalkIsSignedByTimeAndSecret() {
        Outgoing.Post post =
                (Outgoing.Post) Outgoing.of(new Channel.DingTalk(HOOK, "SEC1", true), MESSAGE, new byte[0], UNSIGNED);

        assertThat(post.uri().toString())
                .startsWith("https://hook.example.com/x?key=k&timestamp=1614265330000&sign=")
                .endsWith("%3D");
        assertThat(post.body().toJsonObject().getString("msgtype")).isEqualTo("markdown");
        assertThat(post.answersInBody()).isTrue();
    }

    @Test
    void weComNeverGetsMoreThanItTakes() {
        Alert alert = MESSAGE.alerts().getFirst();
        Alert wordy = new Alert(
                alert.status(),
                alert.labels(),
                new TreeMap<>(Map.of("summary", "警".repeat(5_000))),
                NOW,
                NOW,
                null,
                null,
                null);

        JsonObject body = ((Outgoing.Post) Outgoing.of(
                        new Channel.WeCom(HOOK, true), MESSAGE.with("ops", List.of(wordy)), new byte[0], UNSIGNED))
                .body()
                .toJsonObject();

        assertThat(body.getJsonObject("markdown").getString("content").getBytes(UTF_8))
                .hasSizeLessThan(4_097);
    }

    @Test
    void aLineBreakInALabelMakesNoNewHeaderOfAMail() {
        Alert alert = MESSAGE.alerts().getFirst();
        Alert crafted = new Alert(
                alert.status(),
                new TreeMap<>(Map.of("alertname", "x\r\nBcc: all@example.com")),
                alert.annotations(),
                NOW,
                NOW,
                null,
                null,
                null);
        Message message = Message.of("ops", "g", "", List.of(crafted));

        Outgoing.Mail mail =
                (Outgoing.Mail) Outgoing.of(new Channel.Email("a@b.c", true), message, new byte[0], UNSIGNED);

        assertThat(mail.subject()).isEqualTo("[FIRING:1] x Bcc: all@example.com");
    }

    private static JsonObject json(Channel channel) {
        return ((Outgoing.Post) Outgoing.of(channel, MESSAGE, new byte[0], UNSIGNED))
                .body()
                .toJsonObject();
    }
}
