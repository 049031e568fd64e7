package io.pharos.billing.plan;

import io.pharos.billing.meter.DuplicateRule;
import io.pharos.billing.money.Rounding.Direction;
import io.pharos.billing.rating.model.VolumeCliff;
import io.pharos.billing.rating.model.ZeroUsageFlat;
import io.pharos.billing.tax.TaxRounding;

/**
 * The five points on which billing systems disagree, decided by each plan. The defaults are argued in
 * {@code docs/adr/0010} to {@code 0014}.
 */
public record Conventions(
        ZeroUsageFlat zeroUsageFlat,
        VolumeCliff volumeCliff,
        Direction rounding,
        TaxRounding taxRounding,
        DuplicateRule duplicates) {

    public static final Conventions DEFAULT = new Conventions(
            ZeroUsageFlat.NOT_CHARGED,
            VolumeCliff.ALLOWED,
            Direction.HALF_UP,
            TaxRounding.PER_CATEGORY,
            DuplicateRule.FIRST_WINS);
}
