package io.pharos.gateway.cache;

import io.pharos.gateway.matrix.Steps;

/** A part of the steps of a query, with no other of them between. */
sealed interface Piece {
    Steps steps();

    /** Known already. */
    record Have(Extent extent) implements Piece {
        @Override
        public Steps steps() {
            return extent.steps();
        }
    }

    /** To be asked for. */
    record Ask(Steps steps) implements Piece {}
}
