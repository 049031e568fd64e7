package io.pharos.alert.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pharos.alert.deliver.Message.Alert;
import io.pharos.alert.deliver.Outgoing.Signing;
import io.pharos.alert.history.Delivery;
import io.pharos.alert.history.Delivery.Outcome;
import io.pharos.alert.history.DeliveryLog;
import io.pharos.alert.routing.Channel;
import io.pharos.alert.routing.Receiver;
import io.pharos.model.Environment;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.tenancy.egress.EgressClient;
import io.pharos.tenancy.egress.EgressReply;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Tells a receiver by each of its channels, and writes down what came of it. Addresses that tenants gave are called
 * through the egress client alone; one channel's failure is not another's.
 */
@Singleton
public final class Deliverer {
    private final EgressClient egress;
    private final Instance<Mailer> mailer;
    private final SigningKeys keys;
    private final DeliverConfig config;
    private final DeliveryLog log;
    private final ObjectMapper json;
    private final Clock clock;

    Deliverer(
            EgressClient egress,
            Instance<Mailer> mailer,
            SigningKeys keys,
            DeliverConfig config,
            DeliveryLog log,
            ObjectMapper json,
            Clock clock) {
        this.egress = egress;
        this.mailer = mailer;
        this.keys = keys;
        this.config = config;
        this.log = log;
        this.json = json;
        this.clock = clock;
    }

    /** Tells by all channels; returns what came of each that had something to tell, in their order. */
    public List<Outcome> deliver(TenantId tenant, Environment environment, Receiver receiver, Message message) {
        String id = "msg_" + UUID.randomUUID();
        return receiver.channels().stream()
                .filter(channel -> !wanted(channel, message).isEmpty())
                .map(channel -> tell(
                        new To(tenant, environment, receiver.name(), id),
                        channel,
                        message.with(receiver.name(), wanted(channel, message))))
                .toList();
    }

    private record To(TenantId tenant, Environment environment, String receiver, String id) {}

    /** A channel that wants no ends gets the alerts that go on. */
    private static List<Alert> wanted(Channel channel, Message message) {
        return message.alerts().stream()
                .filter(alert -> channel.sendResolved() || !alert.isResolved())
                .toList();
    }

    private Outcome tell(To to, Channel channel, Message message) {
        Instant begun = clock.instant();
        long start = System.nanoTime();
        Outcome outcome = outcome(to, channel, message, begun);
        log.add(new Delivery(
                to.tenant(),
                to.environment(),
                begun,
                channel.kind(),
                to.receiver(),
                channel.target(),
                lines(message),
                message.alerts().size(),
                outcome,
                Duration.ofNanos(System.nanoTime() - start)));
        return outcome;
    }

    private Outcome outcome(To to, Channel channel, Message message, Instant now) {
        try {
            List<byte[]> signing = channel instanceof Channel.Webhook ? keys.of(to.tenant(), to.receiver()) : List.of();
            byte[] body = json.writeValueAsBytes(message);
            return switch (Outgoing.of(channel, message, body, new Signing(to.id(), now, signing))) {
                case Outgoing.Post post -> post(to.tenant(), post);
                case Outgoing.Mail mail -> mail(mail);
            };
        } catch (Problem e) {
            return Outcome.failed(e.detail());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is JSON", e);
        }
    }

    private Outcome post(TenantId tenant, Outgoing.Post post) {
        EgressReply reply = egress.send(tenant, HttpMethod.POST, post.uri(), post.headers(), post.body());
        String words = reply.body().toString();
        boolean refused = post.answersInBody() && !words.replace(" ", "").contains("\"errcode\":0");
        return refused ? new Outcome(false, reply.status(), words) : Outcome.answered(reply.status(), words);
    }

    private Outcome mail(Outgoing.Mail mail) {
        if (!config.mail()) {
            return Outcome.failed("This platform sends no e-mail; give the receiver another channel.");
        }
        try {
            mailer.get().send(Mail.withText(mail.to(), mail.subject(), mail.text()));
            return Outcome.answered(250, "handed over");
        } catch (RuntimeException e) {
            return Outcome.failed(String.valueOf(e.getMessage()));
        }
    }

    private static List<Delivery.Line> lines(Message message) {
        return message.alerts().stream()
                .limit(Delivery.MOST_LINES)
                .map(alert -> new Delivery.Line(new TreeMap<>(alert.labels()), alert.isResolved()))
                .toList();
    }
}
