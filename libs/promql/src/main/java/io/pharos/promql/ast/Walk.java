package io.pharos.promql.ast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Walks over whole trees that use no stack, so that no query is too deep for them. */
public final class Walk {
    private Walk() {}

    /** Shows every node, each before its children, children in written order. */
    public static void preorder(Expr root, Consumer<Expr> visitor) {
        Deque<Expr> pending = new ArrayDeque<>();
        pending.push(root);
        while (!pending.isEmpty()) {
            Expr node = pending.pop();
            visitor.accept(node);
            pushReversed(pending, node.children());
        }
    }

    /** The selectors of a tree, in written order. */
    public static List<VectorSelector> selectors(Expr root) {
        List<VectorSelector> found = new ArrayList<>();
        preorder(root, node -> {
            if (node instanceof VectorSelector selector) {
                found.add(selector);
            }
        });
        return found;
    }

    /**
     * Rebuilds a tree from the leaves up: each node, already around its rewritten children, is replaced by what the
     * rule makes of it. Parts that do not change stay the same objects.
     */
    public static Expr rewrite(Expr root, UnaryOperator<Expr> rule) {
        Deque<Frame> open = new ArrayDeque<>();
        open.push(new Frame(root));
        while (true) {
            Frame frame = open.peek();
            if (frame.hasNext()) {
                open.push(new Frame(frame.next()));
                continue;
            }
            Expr done = rule.apply(frame.rebuilt());
            open.pop();
            if (open.isEmpty()) {
                return done;
            }
            open.peek().add(done);
        }
    }

    /**
     * Whether two trees mean the same: equal in everything but their positions and plus signs, which have no effect
     * (and infinity is printed with one, that a power behind it takes for itself when it is read again).
     */
    public static boolean same(Expr left, Expr right) {
        Deque<Expr> pending = new ArrayDeque<>();
        pending.push(left);
        pending.push(right);
        while (!pending.isEmpty()) {
            Expr b = withoutPlus(pending.pop());
            Expr a = withoutPlus(pending.pop());
            if (!Shape.same(a, b)) {
                return false;
            }
            List<Expr> ofA = a.children();
            List<Expr> ofB = b.children();
            for (int i = 0; i < ofA.size(); i++) {
                pending.push(ofA.get(i));
                pending.push(ofB.get(i));
            }
        }
        return true;
    }

    private static Expr withoutPlus(Expr expr) {
        Expr inner = expr;
        while (inner instanceof UnaryExpr unary && unary.sign() == Sign.PLUS) {
            inner = unary.expr();
        }
        return inner;
    }

    private static void pushReversed(Deque<Expr> pending, List<Expr> children) {
        for (int i = children.size() - 1; i >= 0; i--) {
            pending.push(children.get(i));
        }
    }

    /** A node whose children are being rewritten. */
    private static final class Frame {
        private final Expr node;
        private final List<Expr> before;
        private final List<Expr> after;

        Frame(Expr node) {
            this.node = node;
            this.before = node.children();
            this.after = new ArrayList<>(before.size());
        }

        boolean hasNext() {
            return after.size() < before.size();
        }

        Expr next() {
            return before.get(after.size());
        }

        void add(Expr child) {
            after.add(child);
        }

        @SuppressWarnings("ReferenceEquality") // Unchanged means the same object; equal trees may be deep.
        Expr rebuilt() {
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i) != after.get(i)) {
                    return node.withChildren(after);
                }
            }
            return node;
        }
    }
}
