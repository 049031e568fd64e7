package io.pharos.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.pharos.e2e.suite.Answer;
import io.pharos.e2e.suite.FrontDoor;
import io.pharos.e2e.suite.Suite;
import io.pharos.e2e.suite.SuiteExtension;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** An invoice that is issued arrives by e-mail and by webhook, as the archive that it says it is. */
@ExtendWith(SuiteExtension.class)
class InvoiceDeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern PART = Pattern.compile(
            "filename=\"?([^\"\\r\\n;]+)\"?[^\\r\\n]*(?:\\r?\\n[^\\r\\n]+)*\\r?\\n\\r?\\n([A-Za-z0-9+/=\\r\\n]+)");

    @Test
    void itArrivesWithPdfAndCsvAndTheWebhookTellsOfIt(Suite suite) throws Exception {
        FrontDoor globex = suite.frontDoor().as("globex", suite.token("globex", "admin"));
        expect(200, globex.send("PUT", "/api/v1/invoices/profile", "application/json", """
                {"name": "Globex GmbH 环球", "taxNumber": "DE123456789", "address": ["Marktplatz 1", "10115 Berlin"],
                 "country": "DE", "email": "ap@globex.example", "language": "zh-CN", "billingStatement": false,
                 "facturX": true}
                """));
        String hooks = suite.mall().address() + "/mailbox/hooks/globex-billing";
        expect(
                201,
                globex.postJson("/api/v1/webhooks", "{\"url\":\"" + hooks + "\",\"types\":[\"invoice.finalised\"]}"));
        FrontDoor operator = suite.frontDoor().bearing(suite.platformToken());
        Answer drafted = operator.postJson("/api/v1/invoices/interim", "{\"tenant\":\"globex\"}");
        assumeTrue(drafted.status() != 422, "the period began less than an hour ago");
        expect(201, drafted);
        String id = drafted.json().path("id").asText();
        Answer issued = operator.call("POST", "/api/v1/invoices/" + id + "/finalise");
        expect(200, issued);
        String number = issued.json().path("number").asText();

        JsonNode mail = letter(suite, "mail", "ap@globex.example", number);
        String text = suite.mall().get("/mailbox/" + mail.path("id").asLong()).body();
        assertThat(text).contains(number + ".pdf", number + ".csv", "application/pdf", "text/csv");
        byte[] pdf = attachment(text, number + ".pdf");
        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(broken(pdf)).isEmpty();
        JsonNode hook = letter(suite, "webhook", "globex-billing", "");
        assertThat(suite.mall().get("/mailbox/" + hook.path("id").asLong()).body())
                .contains("webhook-signature: v1,", "invoice.finalised", number);
    }

    private static JsonNode letter(Suite suite, String kind, String to, String subject) {
        return await().atMost(SOON)
                .ignoreExceptions()
                .until(
                        () -> letters(suite)
                                .filter(letter -> letter.path("kind").asText().equals(kind))
                                .filter(letter -> letter.path("to").toString().contains(to))
                                .filter(letter ->
                                        letter.path("subject").asText().contains(subject))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static Stream<JsonNode> letters(Suite suite) {
        return StreamSupport.stream(suite.mall().get("/mailbox").json().spliterator(), false);
    }

    private static byte[] attachment(String mail, String name) {
        Matcher parts = PART.matcher(mail);
        while (parts.find()) {
            if (parts.group(1).equals(name)) {
                return Base64.getMimeDecoder().decode(parts.group(2));
            }
        }
        throw new AssertionError("no attachment " + name + " in " + mail.substring(0, Math.min(4000, mail.length())));
    }

    /** What of PDF/A-3U the document breaks. */
    private static List<String> broken(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.PDFA_3_U;
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(TestAssertion::toString)
                    .limit(10)
                    .toList();
        }
    }

    private static void expect(int status, Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    }
}
