package io.pharos.alert.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.pharos.alert.notify.AlertmanagerClient;
import io.pharos.alert.notify.AlertmanagerClient.Reply;
import io.pharos.alert.notify.Destination;
import io.pharos.alert.notify.Destinations;
import io.pharos.model.Kind;
import io.pharos.model.Problem;
import io.pharos.model.TenantId;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Asks a tenant's Alertmanager in the tenant's name; an own one is all the tenant's, a shared one through the tenant's view. */
@Singleton
class TenantAlertmanager {
    private static final String API = "/api/v2";
    private static final java.util.regex.Pattern ID =
            java.util.regex.Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /** Which alerts are asked for; null is as Alertmanager has it. */
    record Wish(
            List<String> filters,
            @Nullable Boolean active,
            @Nullable Boolean silenced,
            @Nullable Boolean inhibited,
            @Nullable Boolean unprocessed,
            @Nullable String receiver) {}

    private final Destinations destinations;
    private final AlertmanagerClient client;
    private final ObjectMapper json;

    TenantAlertmanager(Destinations destinations, AlertmanagerClient client, ObjectMapper json) {
        this.destinations = destinations;
        this.client = client;
        this.json = json;
    }

    JsonNode alerts(TenantId tenant, Wish wish) {
        var members = members(tenant);
        JsonNode answer = get(members, "/alerts" + query(tenant, members, wish));
        return members.shared() ? new TenantView(tenant).alerts(answer) : answer;
    }

    JsonNode groups(TenantId tenant, Wish wish) {
        var members = members(tenant);
        JsonNode answer = get(members, "/alerts/groups" + query(tenant, members, wish));
        return members.shared() ? new TenantView(tenant).groups(answer) : answer;
    }

    JsonNode silences(TenantId tenant, List<String> filters) {
        var members = members(tenant);
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        filters.forEach(filter -> query.add("filter=" + encoded(filter)));
        JsonNode answer = get(members, "/silences" + query);
        return members.shared() ? new TenantView(tenant).silences(answer) : answer;
    }

    /** The silence, or a problem NOT_FOUND for what is not there and for what is another's. */
    JsonNode silence(TenantId tenant, String id) {
        return silence(tenant, members(tenant), id);
    }

    /** Makes a silence, or changes the one that it names, which must be the tenant's. */
    JsonNode keep(TenantId tenant, JsonNode written, String by) {
        var members = members(tenant);
        if (!written.path("id").asText().isEmpty()) {
            silence(tenant, members, written.path("id").asText());
        }
        JsonNode silence = members.shared() ? new TenantView(tenant).enclosed(written) : written;
        if (silence instanceof ObjectNode object
                && object.path("createdBy").asText().isEmpty()) {
            object.put("createdBy", by);
        }
        return read(client.ask(members, "POST", API + "/silences", bytes(silence)));
    }

    void expire(TenantId tenant, String id) {
        var members = members(tenant);
        silence(tenant, members, id);
        require(client.ask(members, "DELETE", API + "/silence/" + id, null));
    }

    JsonNode status(TenantId tenant, String routing) {
        var members = members(tenant);
        JsonNode answer = get(members, "/status");
        return members.shared() ? new TenantView(tenant).status(answer, routing) : answer;
    }

    JsonNode receivers(TenantId tenant) {
        var members = members(tenant);
        JsonNode answer = get(members, "/receivers");
        return members.shared() ? new TenantView(tenant).receiverList(answer) : answer;
    }

    private JsonNode silence(TenantId tenant, Destination.Alertmanagers members, String id) {
        Matcher form = ID.matcher(id);
        if (form.matches()) {
            Reply reply = client.ask(members, "GET", API + "/silence/" + id, null);
            if (reply.status() != 404) {
                JsonNode silence = read(reply);
                if (!members.shared() || new TenantView(tenant).owns(silence)) {
                    return silence;
                }
            }
        }
        throw Problem.of(Kind.NOT_FOUND, "notify.silence-not-found", "There is no silence of that id.");
    }

    private Destination.Alertmanagers members(TenantId tenant) {
        return switch (destinations.of(tenant)) {
            case Destination.Alertmanagers members -> members;
            case Destination.Direct _ ->
                throw Problem.of(
                        Kind.NOT_FOUND,
                        "notify.no-alertmanager",
                        "The tenant's receivers are told directly, without an Alertmanager: there are no silences and"
                                + " groups. See /api/v1/notifications for what was sent.");
        };
    }

    private static String query(TenantId tenant, Destination.Alertmanagers members, Wish wish) {
        StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
        wish.filters().forEach(filter -> query.add("filter=" + encoded(filter)));
        add(query, "active", wish.active());
        add(query, "silenced", wish.silenced());
        add(query, "inhibited", wish.inhibited());
        add(query, "unprocessed", wish.unprocessed());
        TenantView view = new TenantView(tenant);
        if (members.shared()) {
            query.add("filter=" + encoded(view.filter()));
        }
        if (wish.receiver() != null) {
            String expression = sound(wish.receiver());
            query.add("receiver=" + encoded(members.shared() ? view.receivers(expression) : expression));
        }
        return query.toString();
    }

    private static void add(StringJoiner query, String name, @Nullable Boolean value) {
        if (value != null) {
            query.add(name + "=" + value);
        }
    }

    private static String sound(String expression) {
        try {
            return Pattern.compile(expression).pattern();
        } catch (PatternSyntaxException e) {
            throw Problem.of(
                    Kind.MALFORMED,
                    "notify.malformed-receiver",
                    "The parameter 'receiver' is not an expression of RE2.");
        }
    }

    private JsonNode get(Destination.Alertmanagers members, String path) {
        return read(client.ask(members, "GET", API + path, null));
    }

    private JsonNode read(Reply reply) {
        require(reply);
        try {
            return json.readTree(reply.body());
        } catch (JsonProcessingException e) {
            throw Problem.of(Kind.BAD_UPSTREAM, "notify.alertmanager-broken", "Alertmanager's answer is not JSON.", e);
        }
    }

    private static void require(Reply reply) {
        if (!reply.ok()) {
            String words = reply.body().length() > 300 ? reply.body().substring(0, 300) : reply.body();
            throw Problem.of(
                    Kind.MALFORMED, "notify.alertmanager-refused", "Alertmanager refuses this: " + words.strip());
        }
    }

    private static byte[] bytes(JsonNode body) {
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
