package io.pharos.collector.scrape;

/** Why a scrape gave nothing, in a sentence for the tenant; without a stack trace: targets fail all the time. */
final class ScrapeFailure extends Exception {
    private static final long serialVersionUID = 1L;

    ScrapeFailure(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
