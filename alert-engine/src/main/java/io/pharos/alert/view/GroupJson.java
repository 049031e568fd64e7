package io.pharos.alert.view;

import java.util.List;

/** A group as {@code GET /api/v1/rules} of Prometheus writes it; the file is the namespace. */
record GroupJson(
        String name,
        String file,
        List<RuleJson> rules,
        double interval,
        int limit,
        double evaluationTime,
        String lastEvaluation) {
    GroupJson with(List<RuleJson> others) {
        return new GroupJson(name, file, others, interval, limit, evaluationTime, lastEvaluation);
    }
}
