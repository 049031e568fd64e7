package io.pharos.promql.ast;

import java.util.List;

/** Guards the contract of {@link Expr#withChildren}. */
final class Children {
    private Children() {}

    static Expr only(List<Expr> children) {
        return expect(1, children).getFirst();
    }

    static Expr none(List<Expr> children, Expr leaf) {
        expect(0, children);
        return leaf;
    }

    static List<Expr> expect(int count, List<Expr> children) {
        if (children.size() != count) {
            throw new IllegalArgumentException("expected " + count + " children, got " + children.size());
        }
        return children;
    }
}
