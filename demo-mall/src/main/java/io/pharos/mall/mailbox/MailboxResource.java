package io.pharos.mall.mailbox;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The mailbox to be looked at, and an address for webhooks that takes everything and shows it there. */
@Path("/mailbox")
class MailboxResource {
    private final Mailbox mailbox;

    MailboxResource(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** A letter without its text. */
    record LetterView(long id, String kind, String received, String from, List<String> to, String subject) {
        static LetterView of(Letter letter) {
            return new LetterView(
                    letter.id(),
                    letter.kind(),
                    letter.received().toString(),
                    letter.from(),
                    letter.to(),
                    letter.subject());
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<LetterView> all() {
        return mailbox.all().stream().map(LetterView::of).toList();
    }

    /** The mailbox for a browser. */
    @GET
    @Path("/page")
    @Produces(MediaType.TEXT_HTML)
    public String page() {
        String rows = mailbox.all().stream()
                .map(l -> "<tr><td>" + l.received() + "</td><td>" + l.kind() + "</td><td>"
                        + escape(String.join(", ", l.to())) + "</td><td><a href=\"" + l.id() + "\">"
                        + escape(l.subject()) + "</a></td></tr>")
                .collect(Collectors.joining("\n"));
        String body = rows.isEmpty() ? "<p>Nothing was delivered yet.</p>" : "<table>" + rows + "</table>";
        return "<!doctype html><meta charset=\"utf-8\"><title>Mailbox</title><h1>Mailbox</h1>" + body;
    }

    /** A letter as it came. */
    @GET
    @Path("/{id}")
    @Produces("text/plain;charset=UTF-8")
    public String one(@PathParam("id") long id) {
        return mailbox.find(id).map(Letter::text).orElseThrow(NotFoundException::new);
    }

    /** Takes a webhook. */
    @POST
    @Path("/hooks/{name}")
    public void hook(
            @PathParam("name") String name,
            @HeaderParam("webhook-id") @Nullable String id,
            @HeaderParam("webhook-timestamp") @Nullable String time,
            @HeaderParam("webhook-signature") @Nullable String signature,
            String body) {
        String head = "webhook-id: " + id + "\nwebhook-timestamp: " + time + "\nwebhook-signature: " + signature;
        mailbox.add("webhook", "pharos", List.of(name), String.valueOf(id), head + "\n\n" + body);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
