package io.pharos.gateway.api;

import io.pharos.gateway.metering.Account;
import io.pharos.gateway.metering.Counting;
import io.pharos.gateway.metering.SamplesRead;
import io.pharos.gateway.result.BodyPath;
import io.pharos.gateway.result.BodyStage;
import io.pharos.gateway.result.ExpositionStage;
import io.pharos.gateway.result.GzipStage;
import io.pharos.gateway.result.ResultForm;
import io.pharos.gateway.result.SampleStage;
import io.pharos.gateway.result.StatisticsStage;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one result on its way to its client. Where its samples are to be counted, or its series looked
 * through, it comes unpacked and is packed here; at its end it is settled, before the client can see that it has ended.
 */
final class Delivery {
    private final Account account;
    private final ResultForm form;
    private final boolean acceptsGzip;
    private final @Nullable SampleStage samples;
    private final @Nullable SamplesRead known;
    private final boolean looksInto;
    private final BodyPath body;

    private Delivery(
            Account account,
            ResultForm form,
            boolean acceptsGzip,
            @Nullable SampleStage samples,
            @Nullable SamplesRead known,
            @Nullable BodyStage watch) {
        this.account = account;
        this.form = form;
        this.acceptsGzip = acceptsGzip;
        this.samples = samples;
        this.known = known;
        this.looksInto = samples != null || known != null || watch != null;
        this.body = new BodyPath(stages(watch));
    }

    /** The way of a result in JSON or in text; {@code watch} looks through it where it is not null. */
    static Delivery of(Account account, ResultForm form, @Nullable BodyStage watch, boolean acceptsGzip) {
        SampleStage samples = switch (account.counting()) {
            case Counting.ByEngine engine -> new StatisticsStage(!engine.shown());
            case Counting.OneByOne each -> new ExpositionStage();
            case Counting.Nothing nothing -> null;
        };
        return new Delivery(account, form, acceptsGzip, samples, null, watch);
    }

    /** The way of stored samples, which that stage both counts and looks through. */
    static Delivery ofStored(Account account, ResultForm form, SampleStage samples) {
        return new Delivery(account, form, false, samples, null, null);
    }

    /** The way of a result in JSON that was put together here, and whose samples are known. */
    static Delivery ofWhole(Account account, SamplesRead known, @Nullable BodyStage watch, boolean acceptsGzip) {
        return new Delivery(account, ResultForm.JSON, acceptsGzip, null, known, watch);
    }

    private List<BodyStage> stages(@Nullable BodyStage watch) {
        List<BodyStage> stages = new ArrayList<>(3);
        if (watch != null) {
            stages.add(watch);
        }
        if (samples != null) {
            stages.add(samples);
        }
        if (packs()) {
            stages.add(new GzipStage());
        }
        return stages;
    }

    /** Whether the engine may pack its result, which is then not looked into. */
    boolean enginePacks() {
        return acceptsGzip && !looksInto;
    }

    /** Whether the result is packed here. */
    boolean packs() {
        return acceptsGzip && looksInto;
    }

    /** The form that the result has. */
    ResultForm form() {
        return form;
    }

    /** Whether the result goes on as it came. */
    boolean unchanged() {
        return body.unchanged();
    }

    /** Whether the end of the result takes more time than an event loop has. */
    boolean endsSlowly() {
        return form == ResultForm.SAMPLES;
    }

    /** The samples that the question will read, as far as that is known before its end. */
    OptionalLong expected() {
        return account.expected();
    }

    Buffer next(Buffer chunk) {
        return body.next(chunk);
    }

    /** The last of the result. */
    Buffer last() {
        return body.last();
    }

    /** Settles the result, all of which has passed; empty where no samples were read. */
    Optional<SamplesRead> settle() {
        return known == null ? account.settle(samples, body.bytes()) : account.settle(known, body.bytes());
    }

    /** Remembers what was settled, once the client has all of it. */
    void remember(Optional<SamplesRead> settled) {
        account.remember(settled, body.bytes());
    }

    /** There was no result, or none that was whole. */
    void fail() {
        account.giveBack();
    }
}
