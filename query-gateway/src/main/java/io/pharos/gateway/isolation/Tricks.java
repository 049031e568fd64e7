package io.pharos.gateway.isolation;

import io.pharos.model.TenantId;
import java.util.List;

/** Queries by which a tenant tries to see another's series: {@code OTHER} is the other's name. */
final class Tricks {
    private static final List<String> ALL = List.of(
            "group by (tenant_id) ({__name__=\"up\"})",
            "up{tenant_id=\"OTHER\"}",
            "up{\"tenant_id\"=~\"OTHER\"}",
            "up or up{tenant_id!=\"\"}",
            "count(topk(scalar(count(up{tenant_id=\"OTHER\"})), up))",
            "quantile(scalar(up{tenant_id=~\".+\"}), up)",
            "max_over_time(up{tenant_id=\"OTHER\"}[5m:1m])",
            "label_replace(up, \"tenant_id\", \"OTHER\", \"\", \"\")");

    private Tricks() {}

    static List<String> against(TenantId other) {
        return ALL.stream().map(trick -> trick.replace("OTHER", other.value())).toList();
    }
}
