package io.pharos.promql.check;

import io.pharos.promql.ast.Call;
import io.pharos.promql.ast.Expr;
import io.pharos.promql.ast.Function;
import io.pharos.promql.ast.ValueType;
import io.pharos.promql.ast.VectorSelector;
import io.pharos.promql.lex.GoQuote;
import java.util.List;

/** The rules for calls: how many arguments, of which types. */
final class CallChecks {
    private static final String INFO = "info";

    private final Findings findings;

    CallChecks(Findings findings) {
        this.findings = findings;
    }

    /** Whether the argument stands for labels to add, and so need not narrow series down: the second of info. */
    static boolean isLabelArgument(Call call, int index) {
        return index == 1 && call.function().name().equals(INFO);
    }

    /** The arguments that have a type to be; more than a function takes are not looked at. */
    static List<Expr> typed(Call call) {
        Function function = call.function();
        int typed = function.argTypes().size();
        return function.variadic() == 0 && call.args().size() > typed
                ? call.args().subList(0, typed)
                : call.args();
    }

    /** What can be said before the arguments are checked. */
    void before(Call call) {
        arity(call);
        if (call.function().name().equals(INFO) && call.args().size() > 1) {
            infoLabels(call, call.args().get(1));
        }
    }

    private void arity(Call call) {
        Function function = call.function();
        int given = call.args().size();
        int declared = function.argTypes().size();
        if (function.variadic() == 0) {
            if (given != declared) {
                wrongCount(call, declared, "");
            }
            return;
        }
        int least = declared - 1;
        int most = least + function.variadic();
        if (given < least) {
            wrongCount(call, least, "at least ");
        } else if (function.variadic() > 0 && given > most) {
            wrongCount(call, most, "at most ");
        }
    }

    private void wrongCount(Call call, int wanted, String bound) {
        findings.add(
                call.range(),
                "expected " + bound + wanted + " argument(s) in call to "
                        + GoQuote.quote(call.function().name()) + ", got "
                        + call.args().size());
    }

    private void infoLabels(Call call, Expr labels) {
        if (labels.type() != ValueType.VECTOR) {
            findings.add(call.range(), wrongType(call, ValueType.VECTOR, labels));
        }
        if (!(labels instanceof VectorSelector selector)) {
            findings.add(labels.range(), "expected label selectors only");
        } else if (!selector.name().isEmpty()) {
            findings.add(labels.range(), "expected label selectors only, got vector selector instead");
        }
    }

    /** The argument was checked; now it must be of the right type. */
    void argument(Call call, int index, Expr argument) {
        List<ValueType> types = call.function().argTypes();
        ValueType wanted = types.get(Math.min(index, types.size() - 1));
        if (argument.type() != wanted) {
            findings.add(argument.range(), wrongType(call, wanted, argument));
        }
    }

    private static String wrongType(Call call, ValueType wanted, Expr argument) {
        return "expected type " + wanted.documented() + " in call to function "
                + GoQuote.quote(call.function().name()) + ", got "
                + argument.type().documented();
    }
}
