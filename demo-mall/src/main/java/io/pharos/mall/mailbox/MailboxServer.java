package io.pharos.mall.mailbox;

import io.pharos.mall.MallConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Listens for mail on this machine alone, where a port for it is given. */
@Singleton
class MailboxServer {
    private static final Logger LOG = Logger.getLogger(MailboxServer.class);
    private static final String HOST = "127.0.0.1";
    private static final int LONGEST_LINE = 1_000_000;

    private final Vertx vertx;
    private final Mailbox mailbox;
    private final Optional<Integer> port;
    private @Nullable NetServer server;

    MailboxServer(Vertx vertx, Mailbox mailbox, MallConfig config) {
        this.vertx = vertx;
        this.mailbox = mailbox;
        this.port = config.mailbox().port();
    }

    void start(@Observes StartupEvent event) {
        port.ifPresent(number -> {
            NetServer started =
                    vertx.createNetServer(new NetServerOptions().setHost(HOST).setPort(number));
            server = started;
            started.connectHandler(this::serve);
            started.listen().onFailure(failure -> LOG.warnf("no mailbox on port %d: %s", number, failure.getMessage()));
        });
    }

    void stop(@Observes ShutdownEvent event) {
        NetServer started = server;
        if (started != null) {
            started.close();
        }
    }

    private void serve(NetSocket socket) {
        SmtpSession session = new SmtpSession();
        RecordParser lines = RecordParser.newDelimited("\r\n", line -> answer(socket, session, line));
        lines.maxRecordSize(LONGEST_LINE);
        lines.exceptionHandler(failure -> socket.close());
        socket.handler(lines);
        say(socket, SmtpSession.GREETING);
    }

    private void answer(NetSocket socket, SmtpSession session, Buffer line) {
        SmtpSession.Reply reply = session.line(line.toString(StandardCharsets.UTF_8));
        reply.mail()
                .ifPresent(mail ->
                        mailbox.add("mail", mail.from(), mail.to(), MailHead.subject(mail.text()), mail.text()));
        String words = reply.words();
        if (words != null) {
            say(socket, words);
        }
        if (reply.last()) {
            socket.close();
        }
    }

    private static void say(NetSocket socket, String words) {
        socket.write(words + "\r\n");
    }
}
