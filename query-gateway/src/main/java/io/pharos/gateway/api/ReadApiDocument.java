package io.pharos.gateway.api;

import io.pharos.tenancy.problem.ProblemBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASModelReader;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** The query API's part of {@code /q/openapi}, made from {@link Endpoint}: what is served and what is described is one. */
public final class ReadApiDocument implements OASModelReader {
    private static final String TOKEN = "token";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String JSON = "application/json";

    private record Refusal(String status, String meaning) {}

    private static final List<Refusal> REFUSALS = List.of(
            new Refusal("400", "The request or its expression is malformed, or spans more time than the role may ask"),
            new Refusal("401", "No token, or one that does not verify"),
            new Refusal("402", "The tenant is suspended"),
            new Refusal("403", "Another tenant's token, or the scope metrics:read is missing"),
            new Refusal("422", "The engine cannot carry the query out"),
            new Refusal(
                    "429", "Over a quota of the user, client or tenant, or over the tenant's budget; see Retry-After"),
            new Refusal("503", "The engine, or what counts quotas, is out of reach; see Retry-After"),
            new Refusal("504", "The engine did not answer in time; see Retry-After"));

    @Override
    public OpenAPI buildModel() {
        OpenAPI api = OASFactory.createOpenAPI()
                .paths(OASFactory.createPaths())
                .components(OASFactory.createComponents().addSecurityScheme(TOKEN, bearer()));
        for (Endpoint endpoint : Endpoint.values()) {
            for (String prefix : endpoint.prefixes()) {
                api.getPaths().addPathItem(prefix + endpoint.path(), item(prefix, endpoint));
            }
        }
        return api;
    }

    private static SecurityScheme bearer() {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("A tenant's token with the scope metrics:read, from POST /oauth2/token");
    }

    private static PathItem item(String prefix, Endpoint endpoint) {
        PathItem item = OASFactory.createPathItem().parameters(common(endpoint));
        if (endpoint.methods().contains("GET")) {
            Operation get = operation(prefix, endpoint, "get");
            endpoint.parameters().forEach(name -> get.addParameter(inUrl(endpoint, name)));
            item.GET(get);
        }
        if (endpoint.methods().contains("POST")) {
            RequestBody body = endpoint.takesMessage() ? message() : form(endpoint);
            item.POST(operation(prefix, endpoint, "post").requestBody(body));
        }
        return item;
    }

    private static List<Parameter> common(Endpoint endpoint) {
        List<Parameter> parameters = new ArrayList<>(List.of(
                header("X-Tenant-ID", "The tenant whose data is read").required(true),
                header("X-Environment", "The tenant's environment; prod where it is missing")));
        if (endpoint == Endpoint.LABEL_VALUES) {
            parameters.add(OASFactory.createParameter()
                    .name("name")
                    .in(Parameter.In.PATH)
                    .required(true)
                    .description("A label's name")
                    .schema(text()));
        }
        return parameters;
    }

    private static Parameter header(String name, String meaning) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.HEADER)
                .description(meaning)
                .schema(text());
    }

    private static Operation operation(String prefix, Endpoint endpoint, String method) {
        APIResponses responses = OASFactory.createAPIResponses()
                .addAPIResponse(
                        "200",
                        OASFactory.createAPIResponse()
                                .description(endpoint.ours() ? "The explanation" : "Prometheus's answer")
                                .content(result(endpoint)));
        REFUSALS.forEach(refusal -> responses.addAPIResponse(
                refusal.status(),
                OASFactory.createAPIResponse()
                        .description(refusal.meaning())
                        .content(object(endpoint.ours() ? ProblemBody.MEDIA_TYPE : JSON))));
        String id = method
                + (prefix.startsWith("/prometheus") ? "_prometheus_" : "_")
                + endpoint.name().toLowerCase(Locale.ROOT);
        return OASFactory.createOperation()
                .operationId(id)
                .summary(endpoint.summary())
                .addTag("query")
                .responses(responses)
                .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
    }

    private static Parameter inUrl(Endpoint endpoint, String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .required(endpoint.requires(name))
                .schema(schema(name));
    }

    private static RequestBody form(Endpoint endpoint) {
        Schema fields = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        endpoint.parameters().forEach(name -> fields.addProperty(name, schema(name)));
        endpoint.parameters().stream().filter(endpoint::requires).forEach(fields::addRequired);
        return OASFactory.createRequestBody()
                .content(OASFactory.createContent()
                        .addMediaType(FORM, OASFactory.createMediaType().schema(fields)));
    }

    private static RequestBody message() {
        return OASFactory.createRequestBody()
                .description("Prometheus's ReadRequest, packed by snappy's block format")
                .content(binary("application/x-protobuf"));
    }

    private static Content result(Endpoint endpoint) {
        return switch (endpoint) {
            case FEDERATE -> exposition();
            case READ -> binary("application/x-protobuf");
            case QUERY,
                    QUERY_RANGE,
                    QUERY_EXEMPLARS,
                    SERIES,
                    LABELS,
                    LABEL_VALUES,
                    METADATA,
                    EXPLAIN,
                    FORMAT_QUERY,
                    PARSE_QUERY,
                    BUILD_INFO -> object(JSON);
        };
    }

    private static Schema schema(String name) {
        return Endpoint.repeatable(name)
                ? OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(text())
                : text();
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }

    private static Content exposition() {
        return OASFactory.createContent()
                .addMediaType("text/plain", OASFactory.createMediaType().schema(text()));
    }

    private static Content binary(String mediaType) {
        Schema bytes = text().format("binary");
        return OASFactory.createContent()
                .addMediaType(mediaType, OASFactory.createMediaType().schema(bytes));
    }

    private static Content object(String mediaType) {
        return OASFactory.createContent()
                .addMediaType(
                        mediaType,
                        OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().addType(Schema.SchemaType.OBJECT)));
    }
}
