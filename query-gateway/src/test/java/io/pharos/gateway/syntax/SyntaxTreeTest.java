package io.pharos.gateway.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntaxTreeTest {
    private static final String X = vector("x", "0", "null", "null");

    private static String tree(String query) {
        return SyntaxTree.json(PromqlParser.parse(query, ParserOptions.everything()));
    }

    static Stream<Arguments> trees() {
        return Stream.of(
                Arguments.of("1e3", "{'type':'numberLiteral','val':'1000'}"),
                Arguments.of("-Inf", "{'type':'numberLiteral','val':'-Inf'}"),
                Arguments.of("'a\\n'", "{'type':'stringLiteral','val':'a\\n'}"),
                Arguments.of("(1)", "{'type':'parenExpr','expr':{'type':'numberLiteral','val':'1'}}"),
                Arguments.of("-x", "{'type':'unaryExpr','op':'-','expr':" + X + "}"),
                Arguments.of("x offset 5m @ 60.5", vector("x", "300000", "60500", "null")),
                Arguments.of("x @ end()", vector("x", "0", "null", "'end'")),
                Arguments.of(
                        "time()",
                        "{'type':'call','func':{'name':'time','argTypes':[],'variadic':0,'returnType':'scalar'},'args':[]}"),
                Arguments.of(
                        "sum without (b) (x)",
                        "{'type':'aggregation','op':'sum','grouping':['b'],'without':true,'param':null,'expr':" + X
                                + "}"),
                Arguments.of(
                        "topk(1, x)",
                        "{'type':'aggregation','op':'topk','grouping':[],'without':false,"
                                + "'param':{'type':'numberLiteral','val':'1'},'expr':" + X + "}"),
                Arguments.of(
                        "x[1m:5s] offset -2s",
                        "{'type':'subquery','range':60000,'offset':-2000,'step':5000,'timestamp':null,"
                                + "'startOrEnd':null,'expr':" + X + "}"),
                Arguments.of(
                        "x * on (a) group_left (c) x",
                        "{'type':'binaryExpr','op':'*','bool':false,'matching':{'card':'many-to-one','labels':['a'],"
                                + "'on':true,'include':['c'],'fillValues':{'lhs':null,'rhs':null}},'lhs':" + X
                                + ",'rhs':" + X + "}"));
    }

    private static String vector(String name, String offset, String timestamp, String bound) {
        return "{'type':'vectorSelector','name':'" + name + "','offset':" + offset + ",'timestamp':" + timestamp
                + ",'startOrEnd':" + bound + ",'anchored':false,'smoothed':false,"
                + "'matchers':[{'name':'__name__','value':'" + name + "','type':'='}]}";
    }

    @ParameterizedTest
    @MethodSource("trees")
    void isAsPrometheusWritesIt(String query, String expected) {
        assertThat(new JsonObject(tree(query))).isEqualTo(new JsonObject(expected.replace('\'', '"')));
    }

    @Test
    void writesTheRangeOfASelector() {
        JsonObject tree = new JsonObject(tree("rate(x{a!~\"b|c\"}[5m])"));
        JsonObject matrix = tree.getJsonArray("args").getJsonObject(0);
        assertThat(matrix.getString("type")).isEqualTo("matrixSelector");
        assertThat(matrix.getInteger("range")).isEqualTo(300_000);
        assertThat(matrix.getJsonArray("matchers").getJsonObject(0).getString("type"))
                .isEqualTo("!~");
    }

    @Test
    void needsNoStackForALongChain() {
        String tree = tree("1" + "+1".repeat(20_000));
        assertThat(tree).startsWith("{\"type\":\"binaryExpr\"").endsWith("}");
    }
}
