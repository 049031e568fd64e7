package io.pharos.alert.run;

import io.pharos.alert.memory.GroupMemory;
import io.pharos.alert.memory.GroupMemory.Remembered;
import io.pharos.alert.memory.RuleMemory;
import io.pharos.alert.query.Answer;
import io.pharos.alert.record.Recorded;
import io.pharos.alert.series.Point;
import io.pharos.alert.series.Sample;
import io.pharos.alert.state.AlertResult;
import io.pharos.alert.state.Health;
import io.pharos.alert.state.Observed;
import io.pharos.alert.state.RuleState;
import io.pharos.alert.state.Step;
import io.pharos.alert.write.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One evaluation of a group at one time: its rules see each other's results as if they ran one after the other, and
 * what a later rule reads is stored before that one asks. On a virtual thread.
 */
final class GroupEvaluation {
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);

    private final CompiledGroup group;
    private final Instant slot;
    private final Outlets outlets;
    private final AnswerRound round;
    private final TemplateQueries templateQueries;
    private final Duration patience;
    private final Remembered[] memory;
    private final RuleReport[] reports;
    private final List<Point> unwritten;
    private final List<Point> owed = new ArrayList<>();

    GroupEvaluation(
            CompiledGroup group,
            GroupMemory before,
            List<Point> owed,
            LastCounts counts,
            Instant slot,
            Outlets outlets) {
        this.group = group;
        this.slot = slot;
        this.outlets = outlets;
        Instant time = slot.minus(group.queryOffset());
        this.patience = group.interval().compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : group.interval();
        this.round = new AnswerRound(group, counts, time, patience, outlets);
        this.templateQueries = new TemplateQueries(group.route(), outlets.asker(), time);
        this.memory = before.rules().toArray(Remembered[]::new);
        this.reports = new RuleReport[memory.length];
        Arrays.fill(reports, RuleReport.NONE);
        this.unwritten = new ArrayList<>(owed);
    }

    Evaluated run() {
        for (List<Integer> batch : group.dependencies().batches()) {
            round.ask(batch);
            batch.forEach(this::evaluate);
            if (batch.stream().anyMatch(group.dependencies()::isReadLater)) {
                write();
            }
        }
        write();
        return new Evaluated(new GroupMemory(List.of(memory)), List.of(reports), owed);
    }

    private void evaluate(int rule) {
        long start = System.nanoTime();
        Answer answer = round.answer(rule);
        Health health = switch (group.rules().get(rule)) {
            case CompiledRule.Alerting alert -> alert(rule, alert, answer);
            case CompiledRule.Recording recording -> record(rule, recording, answer);
        };
        int samples = answer instanceof Answer.Found found ? found.samples().size() : 0;
        Duration took = round.took(rule).plusNanos(System.nanoTime() - start);
        reports[rule] = new RuleReport(slot, took, samples, health);
    }

    private Health alert(int rule, CompiledRule.Alerting alert, Answer answer) {
        RuleState state =
                memory[rule].memory() instanceof RuleMemory.OfAlerts known ? known.state() : RuleState.fresh();
        Step step = alert.machine().decide(state, observed(alert, state, answer), slot);
        memory[rule] = new Remembered(memory[rule].rule(), new RuleMemory.OfAlerts(step.state()));
        unwritten.addAll(step.points());
        if (!step.notifications().isEmpty()) {
            outlets.notifier()
                    .notify(
                            group.key().tenant(),
                            group.key().environment(),
                            alert.rule().expression().text(),
                            step.notifications(),
                            slot);
        }
        return step.state().health();
    }

    private Observed observed(CompiledRule.Alerting alert, RuleState state, Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> new Observed.Failure(failed.reason());
            case Answer.Found found -> {
                List<AlertResult> results = new ArrayList<>(found.samples().size());
                for (Sample sample : found.samples()) {
                    results.add(alert.templates().result(number(sample), state, slot, templateQueries));
                }
                yield new Observed.Results(results);
            }
        };
    }

    /** A native histogram counts as a result, and has the value 0, as Prometheus has it. */
    private static Sample.Number number(Sample sample) {
        return switch (sample) {
            case Sample.Number number -> number;
            case Sample.Histogram histogram -> new Sample.Number(histogram.labels(), 0);
        };
    }

    private Health record(int rule, CompiledRule.Recording recording, Answer answer) {
        if (answer instanceof Answer.Found found && memory[rule].memory() instanceof RuleMemory.OfSeries known) {
            Instant at = slot.minus(group.queryOffset());
            return switch (recording.recorder().decide(known.series(), found.samples(), at)) {
                case Recorded.Refused refused -> new Health.Failed(refused.reason());
                case Recorded.Points points -> {
                    unwritten.addAll(points.points());
                    memory[rule] = new Remembered(memory[rule].rule(), new RuleMemory.OfSeries(points.series()));
                    yield new Health.Ok();
                }
            };
        }
        return answer instanceof Answer.Failed failed ? new Health.Failed(failed.reason()) : new Health.Unknown();
    }

    /** What could not be written is lost but for the ends of series, which would else seem to live on. */
    private void write() {
        if (unwritten.isEmpty()) {
            return;
        }
        if (outlets.pen().write(group.route(), List.copyOf(unwritten), patience) instanceof Written.Lost) {
            unwritten.stream().filter(Point::isStale).forEach(owed::add);
        }
        unwritten.clear();
    }
}
