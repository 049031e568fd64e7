package io.pharos.billing.statement;

import io.pharos.billing.document.InvoiceContent;
import io.pharos.billing.invoicing.Contract;
import io.pharos.billing.invoicing.Contracts;
import io.pharos.billing.invoicing.Invoice;
import io.pharos.billing.invoicing.InvoiceStore;
import io.pharos.billing.invoicing.IssuedDocuments;
import io.pharos.billing.meter.MeterDefinition;
import io.pharos.billing.meter.Meters;
import io.pharos.billing.period.Period;
import io.pharos.billing.plan.Charge;
import io.pharos.billing.subscription.Part;
import io.pharos.billing.usage.Quantity;
import io.pharos.billing.usage.UsageQuestion;
import io.pharos.billing.usage.UsageReader;
import io.pharos.billing.usage.Window;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import io.pharos.sql.Database;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Makes the usage statement of an issued invoice, from the hours as they were known when it was issued. */
@Singleton
class Statements {
    private final Database database;
    private final InvoiceStore invoices;
    private final IssuedDocuments documents;
    private final Contracts contracts;
    private final UsageReader usage;
    private final Meters meters;
    private final SigningKeys keys;

    Statements(
            Database database,
            InvoiceStore invoices,
            IssuedDocuments documents,
            Contracts contracts,
            UsageReader usage,
            Meters meters,
            SigningKeys keys) {
        this.database = database;
        this.invoices = invoices;
        this.documents = documents;
        this.contracts = contracts;
        this.usage = usage;
        this.meters = meters;
        this.keys = keys;
    }

    String of(TenantId tenant, UUID id) {
        Invoice invoice =
                database.query(session -> invoices.find(session, tenant, id)).orElseThrow(Statements::notIssued);
        IssuedDocuments.Issued issued =
                database.query(session -> documents.find(session, tenant, id)).orElseThrow(Statements::notIssued);
        InvoiceContent content = issued.content();
        Contract contract = contracts.of(tenant, invoice.period().from()).orElseThrow(Statements::notIssued);
        List<HourOfUsage> hours = new ArrayList<>();
        for (Part part : contract.parts()) {
            hours.addAll(hours(tenant, part, invoice.billedUntil(), content.asOf()));
        }
        hours.sort(Comparator.comparing(HourOfUsage::hour).thenComparing(HourOfUsage::meter));
        ChainedRows rows = ChainedRows.of(facts(issued, content), hours);
        return rows.text() + "# ed25519: " + keys.sign(rows.last()) + "\n";
    }

    private static Map<String, String> facts(IssuedDocuments.Issued issued, InvoiceContent content) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("statement", "pharos.usage.v1");
        facts.put("invoice", issued.number());
        facts.put("invoice-sha256", issued.sha256());
        facts.put("tenant", content.tenant().value());
        facts.put("plans", content.plan());
        facts.put("from", content.from().toString());
        facts.put("to", content.to().toString());
        facts.put("as-of", content.asOf().toString());
        return facts;
    }

    private List<HourOfUsage> hours(TenantId tenant, Part part, Instant until, Instant asOf) {
        Period active = part.period().active();
        Instant end = until.isBefore(active.to()) ? until : active.to();
        if (!end.isAfter(active.from())) {
            return List.of();
        }
        var question =
                new UsageQuestion(tenant, new Period(active.from(), end), Window.HOUR, ZoneOffset.UTC, List.of(), asOf);
        List<HourOfUsage> hours = new ArrayList<>();
        part.plan().charges().stream().map(Charge::meter).distinct().forEach(code -> {
            MeterDefinition meter = meters.catalogue().find(tenant, code).orElseThrow(Statements::notIssued);
            usage.quantities(meter, question).forEach(quantity -> hours.add(hour(code, quantity)));
        });
        return hours;
    }

    private static HourOfUsage hour(String meter, Quantity quantity) {
        return new HourOfUsage(meter, Objects.requireNonNull(quantity.from()), quantity.quantity());
    }

    private static Problem notIssued() {
        return Problem.of(
                Kind.NOT_FOUND,
                "invoice.no-statement",
                "The tenant has no such issued invoice, or none with a statement.");
    }
}
