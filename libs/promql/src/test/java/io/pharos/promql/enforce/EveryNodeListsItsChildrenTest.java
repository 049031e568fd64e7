package io.pharos.promql.enforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlParser;
import io.pharos.promql.ast.AggregateExpr;
import io.pharos.promql.ast.BinaryExpr;
import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.MatrixSelector;
import io.pharos.promql.ast.ParenExpr;
import io.pharos.promql.ast.SubqueryExpr;
import io.pharos.promql.ast.UnaryExpr;
import io.pharos.promql.ast.Walk;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The wall sees what {@link Expr#children} lists, so nothing that a node holds may be missing there. */
class EveryNodeListsItsChildrenTest {
    private static final String ALL_KINDS =
            "topk(1, -(a + rate(b[5m]))) or max_over_time(sum(c)[1h:]) or label_replace(d, \"x\", \"\", \"\", \"\")";

    @Test
    void noComponentIsLeftOut() {
        Walk.preorder(
                PromqlParser.parse(ALL_KINDS, ParserOptions.everything()),
                node -> assertThat(node.children()).containsExactlyInAnyOrderElementsOf(held(node)));
    }

    @Test
    void everyKindOfNodeIsTried() {
        Set<Class<?>> holders = Stream.of(Expr.class.getPermittedSubclasses())
                .filter(EveryNodeListsItsChildrenTest::holdsExpressions)
                .collect(Collectors.toSet());

        assertThat(holders)
                .containsExactlyInAnyOrder(
                        AggregateExpr.class,
                        BinaryExpr.class,
                        Call.class,
                        MatrixSelector.class,
                        ParenExpr.class,
                        SubqueryExpr.class,
                        UnaryExpr.class);
        Walk.preorder(
                PromqlParser.parse(ALL_KINDS, ParserOptions.everything()), node -> holders.remove(node.getClass()));
        assertThat(holders).isEmpty();
    }

    private static boolean holdsExpressions(Class<?> node) {
        return Stream.of(node.getRecordComponents())
                .anyMatch(part -> Expr.class.isAssignableFrom(part.getType())
                        || part.getGenericType().getTypeName().contains(Expr.class.getName() + ">"));
    }

    private static List<Expr> held(Expr node) {
        List<Expr> found = new ArrayList<>();
        for (RecordComponent part : node.getClass().getRecordComponents()) {
            collect(value(node, part), found);
        }
        return found;
    }

    private static void collect(@Nullable Object value, List<Expr> found) {
        if (value instanceof Expr expr) {
            found.add(expr);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> collect(item, found));
        }
    }

    private static @Nullable Object value(Expr node, RecordComponent part) {
        try {
            return part.getAccessor().invoke(node);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
