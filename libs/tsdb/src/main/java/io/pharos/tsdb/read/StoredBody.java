package io.pharos.tsdb.read;

import io.pharos.promql.ast.LabelMatcher;
import io.pharos.wire.Scratch;
import io.pharos.wire.packing.SnappyBlock;
import io.pharos.wire.remoteread.ReadRequest;

/** A read of stored samples as remote read's snappy protobuf: our matchers and times, and nothing of the client's bytes. */
final class StoredBody {
    private StoredBody() {}

    static byte[] of(TenantRead.Stored stored) {
        ReadRequest request =
                new ReadRequest(stored.parts().stream().map(StoredBody::query).toList(), stored.chunks());
        byte[] plain = request.bytes();
        Scratch source = new Scratch();
        System.arraycopy(plain, 0, source.room(plain.length), 0, plain.length);
        source.length(plain.length);
        return new SnappyBlock().pack(source, new Scratch());
    }

    private static ReadRequest.Query query(TenantRead.Stored.Part part) {
        return new ReadRequest.Query(
                part.start().toEpochMilli(),
                part.end().toEpochMilli(),
                part.matchers().matchers().stream().map(StoredBody::matcher).toList());
    }

    private static ReadRequest.Matcher matcher(LabelMatcher matcher) {
        ReadRequest.Matcher.Op op = switch (matcher.op()) {
            case EQUAL -> ReadRequest.Matcher.Op.EQUAL;
            case NOT_EQUAL -> ReadRequest.Matcher.Op.NOT_EQUAL;
            case REGEX -> ReadRequest.Matcher.Op.REGEX;
            case NOT_REGEX -> ReadRequest.Matcher.Op.NOT_REGEX;
        };
        return new ReadRequest.Matcher(op, matcher.name(), matcher.value());
    }
}
