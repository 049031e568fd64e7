package io.pharos.billing.delivery;

import io.pharos.billing.delivery.DeliveryStore.Told;
import io.pharos.billing.document.CanonicalJson;
import io.pharos.billing.document.InvoiceCsv;
import io.pharos.billing.party.Profile;
import io.pharos.billing.party.Profiles;
import io.pharos.model.TenantId;
import io.pharos.sql.Columns;
import io.pharos.sql.Database;
import io.pharos.sql.Session;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Sends a message by e-mail to the address of the tenant's billing profile, with its document as PDF and CSV. */
@Singleton
class MailSender {
    private static final String FILE = """
            select f.bytes, d.number, d.content from document_file f join issued_document d on d.id = f.document_id
            where d.tenant_id = $1 and d.invoice_id = $2 order by d.issued_at desc limit 1
            """;

    private final Mailer mailer;
    private final Database database;
    private final Profiles profiles;
    private final DeliveryConfig config;

    MailSender(Mailer mailer, Database database, Profiles profiles, DeliveryConfig config) {
        this.mailer = mailer;
        this.database = database;
        this.profiles = profiles;
        this.config = config;
    }

    private record File(byte[] pdf, String csv, String number) {}

    Sent send(Told message) {
        Profile profile = database.query(session -> profiles.of(session, message.tenant()));
        String address = profile.buyer().email();
        if (address.isBlank()) {
            return new Sent.Taken(null, "no address in the billing profile");
        }
        MailText text = MailText.of(message, profile, config.publicUrl());
        Mail mail = Mail.withText(address, text.subject(), text.body());
        mail.addHeader("Message-ID", "<" + message.id() + "@pharos>");
        Optional<File> file = text.attachesDocument() ? file(message) : Optional.empty();
        if (text.attachesDocument() && file.isEmpty()) {
            return new Sent.Failed(null, "the document is still being made", Duration.ofSeconds(30));
        }
        file.ifPresent(f -> mail.addAttachment(f.number() + ".pdf", f.pdf(), "application/pdf")
                .addAttachment(f.number() + ".csv", f.csv().getBytes(StandardCharsets.UTF_8), "text/csv"));
        return sent(mail);
    }

    private Sent sent(Mail mail) {
        try {
            mailer.send(mail);
            return new Sent.Taken(null, "given to the mail server");
        } catch (RuntimeException e) {
            return new Sent.Failed(null, "the mail server did not take it: " + e.getMessage(), Duration.ZERO);
        }
    }

    private Optional<File> file(Told message) {
        Object invoice = message.data().get("invoice");
        return invoice == null
                ? Optional.empty()
                : database.query(session -> file(session, message.tenant(), UUID.fromString(invoice.toString())));
    }

    private static Optional<File> file(Session session, TenantId tenant, UUID invoice) {
        return session.first(FILE, MailSender::file, tenant.value(), invoice);
    }

    private static File file(Row row) {
        byte[] canonical = row.getString("content").getBytes(StandardCharsets.UTF_8);
        String csv = InvoiceCsv.of(CanonicalJson.read(canonical));
        return new File(Columns.bytes(row, "bytes"), csv, row.getString("number"));
    }
}
