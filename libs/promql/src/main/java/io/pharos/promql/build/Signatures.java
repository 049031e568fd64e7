package io.pharos.promql.build;

import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.ValueType;

/** Where a function takes the query that the steps before it make; all its other arguments are literals. */
final class Signatures {
    private Signatures() {}

    static int placeOfQuery(Function function, int literals) {
        for (int i = 0; i < function.argTypes().size() && i <= literals; i++) {
            ValueType type = function.argTypes().get(i);
            if (type == ValueType.VECTOR || type == ValueType.MATRIX) {
                return i;
            }
        }
        return 0;
    }
}
