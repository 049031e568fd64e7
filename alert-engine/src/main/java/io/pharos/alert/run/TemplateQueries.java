package io.pharos.alert.run;

import io.pharos.alert.query.Answer;
import io.pharos.alert.query.Enforcement;
import io.pharos.alert.series.Sample;
import io.pharos.alert.template.function.ExpansionException;
import io.pharos.alert.template.function.QuerySource;
import io.pharos.model.Problem;
import io.pharos.promql.ParserOptions;
import io.pharos.promql.PromqlException;
import io.pharos.promql.PromqlParser;
import io.pharos.tenancy.directory.EngineRoute;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Answers {@code query} of a group's templates, within the tenant's wall; only so many in an evaluation. */
final class TemplateQueries implements QuerySource {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int MOST = 1_000;

    private final EngineRoute route;
    private final Asker asker;
    private final Instant time;
    private int asked;

    TemplateQueries(EngineRoute route, Asker asker, Instant time) {
        this.route = route;
        this.asker = asker;
        this.time = time;
    }

    @Override
    public List<Sample.Number> query(String expression) {
        if (++asked > MOST) {
            throw new ExpansionException("the group's templates ask more than " + MOST + " queries in an evaluation");
        }
        return switch (answer(expression)) {
            case Answer.Found found ->
                found.samples().stream()
                        .filter(Sample.Number.class::isInstance)
                        .map(Sample.Number.class::cast)
                        .toList();
            case Answer.Failed failed -> throw new ExpansionException(failed.reason());
        };
    }

    private Answer answer(String expression) {
        try {
            return asker.ask(
                    Enforcement.question(route, PromqlParser.parse(expression, ParserOptions.everything())),
                    time,
                    PATIENCE);
        } catch (PromqlException e) {
            throw new ExpansionException(String.valueOf(e.getMessage()));
        } catch (Problem e) {
            throw new ExpansionException(e.detail());
        }
    }
}
