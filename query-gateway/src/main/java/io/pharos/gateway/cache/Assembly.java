package io.pharos.gateway.cache;

import io.pharos.gateway.cache.PieceReader.Outcome;
import io.pharos.gateway.cache.RangeAnswer.Source;
import io.pharos.gateway.cache.RangeAnswer.Whole;
import io.pharos.gateway.matrix.Matrix;
import io.pharos.gateway.matrix.RangeResult;
import io.pharos.gateway.matrix.RangeResult.Remark;
import io.pharos.gateway.matrix.RangeWriter;
import io.pharos.gateway.matrix.Steps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Puts an answer together from pieces that were kept and pieces that were asked for. Pure. */
record Assembly(Steps asked, long now, List<Piece> pieces, List<Outcome.Read> read) {
    Assembly {
        pieces = List.copyOf(pieces);
        read = List.copyOf(read);
    }

    private record Part(long first, Matrix matrix) {}

    /** The answer, or null where the limit on series may have cut its parts otherwise than the whole. */
    @Nullable
    Whole answer(@Nullable Integer limit) {
        List<Part> parts = new ArrayList<>();
        have().forEach(extent -> parts.add(new Part(extent.steps().first(), extent.matrix())));
        read.forEach(piece ->
                parts.add(new Part(piece.steps().first(), piece.result().matrix())));
        parts.sort(Comparator.comparingLong(Part::first));
        Matrix whole = Matrix.joined(parts.stream().map(Part::matrix).toList());
        List<Remark> remarks = remarks();
        if (limit != null && limit > 0 && (!remarks.isEmpty() || whole.series().size() > limit)) {
            return null;
        }
        return new Whole(RangeWriter.write(whole, remarks), source(), age(), part(), samples());
    }

    /** What may be kept of what was read: nothing where the engine had something to remark. */
    List<Extent> learnt() {
        return remarks().isEmpty()
                ? read.stream()
                        .map(piece ->
                                new Extent(piece.steps(), now, piece.result().matrix()))
                        .toList()
                : List.of();
    }

    private List<Extent> have() {
        return pieces.stream()
                .filter(Piece.Have.class::isInstance)
                .map(piece -> ((Piece.Have) piece).extent())
                .toList();
    }

    private List<Remark> remarks() {
        return read.stream()
                .map(Outcome.Read::result)
                .flatMap(result -> result.warnings().stream())
                .distinct()
                .toList();
    }

    private Source source() {
        if (read.isEmpty()) {
            return Source.HIT;
        }
        return read.size() == pieces.size() ? Source.MISS : Source.PARTIAL;
    }

    private Duration age() {
        return have().stream()
                .map(extent -> Duration.ofMillis(Math.max(0, now - extent.askedAt())))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private double part() {
        long steps = read.stream().mapToLong(piece -> piece.steps().count()).sum();
        return (double) steps / asked.count();
    }

    private OptionalLong samples() {
        long sum = 0;
        for (Outcome.Read piece : read) {
            RangeResult result = piece.result();
            if (result.samples().isEmpty()) {
                return OptionalLong.empty();
            }
            sum += result.samples().getAsLong();
        }
        return OptionalLong.of(sum);
    }
}
