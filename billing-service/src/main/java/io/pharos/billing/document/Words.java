package io.pharos.billing.document;

import io.pharos.billing.party.Profile.Language;

/** The words on a document in its language. */
enum Words {
    INVOICE("Invoice", "账单"),
    CREDIT_NOTE("Credit note", "贷项通知单"),
    BILLING_STATEMENT("Billing statement", "账单"),
    NOT_A_TAX_INVOICE(
            "This is a billing statement and not a tax invoice; the tax invoice (e-fapiao) is issued by the tax "
                    + "authority's platform.",
            "本单据为账单，非发票；发票由税务机关电子发票服务平台开具。"),
    DRAFT("Draft", "草稿"),
    NUMBER("Number", "编号"),
    ISSUED("Date of issue", "开具日期"),
    DUE("Due", "到期日"),
    PERIOD("Period of supply", "服务期间"),
    AS_OF("Usage as of", "用量截至"),
    PLAN("Price plan", "价格方案"),
    CORRECTS("Corrects invoice", "更正账单"),
    REASON("Reason", "原因"),
    SELLER("Seller", "销售方"),
    BUYER("Buyer", "购买方"),
    TAX_NUMBER("Tax number", "统一社会信用代码/税号"),
    ITEM("Item and how it was computed", "项目及计算过程"),
    TAX("Tax", "税"),
    AMOUNT("Amount", "金额"),
    SUBTOTAL("Subtotal", "小计"),
    DISCOUNT("Discount", "折扣"),
    NET("Net", "不含税金额"),
    TOTAL("Total", "价税合计"),
    PREPAID("Paid from credits", "余额抵扣"),
    OPEN("Amount due", "应付金额"),
    TAX_CATEGORY("Tax category", "税种类别"),
    BASE("Taxable amount", "计税金额"),
    TRANSFER("Transfer to", "收款账户"),
    QUOTE("Please quote the number with your payment.", "付款时请注明账单编号。"),
    PAGE("page {page} of {pages}", "第 {page} 页，共 {pages} 页");

    private final String english;
    private final String chinese;

    Words(String english, String chinese) {
        this.english = english;
        this.chinese = chinese;
    }

    String in(Language language) {
        return switch (language) {
            case EN -> english;
            case ZH -> chinese;
        };
    }
}
