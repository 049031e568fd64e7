package io.pharos.alert.run;

import io.pharos.alert.evaluate.AlertTemplates;
import io.pharos.alert.evaluate.PlannedExpression;
import io.pharos.alert.record.Recorder;
import io.pharos.alert.rules.Rule;
import io.pharos.alert.state.AlertMachine;

/** A rule with all that its evaluations share, made once for each version of its group. */
public sealed interface CompiledRule {
    Rule rule();

    PlannedExpression expression();

    record Alerting(Rule.Alerting rule, PlannedExpression expression, AlertMachine machine, AlertTemplates templates)
            implements CompiledRule {}

    record Recording(Rule.Recording rule, PlannedExpression expression, Recorder recorder) implements CompiledRule {}
}
