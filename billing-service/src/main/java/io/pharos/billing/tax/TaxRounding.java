package io.pharos.billing.tax;

/** Where a tax is rounded; billing systems disagree, and only the first adds up as EN 16931 wants (BR-CO-14). */
public enum TaxRounding {
    /** Once for each category, on its summed base; the total is the sum of the rounded ones. */
    PER_CATEGORY,
    /** Once for each line; a category's tax is the sum of its lines'. */
    PER_LINE,
    /** Once, on the sum of all unrounded taxes; the shown categories are split so that they still add up to it. */
    ON_TOTAL
}
