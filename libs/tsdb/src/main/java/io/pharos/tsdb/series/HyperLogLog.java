package io.pharos.tsdb.series;

/**
 * Estimates how many distinct hashes it was given, in 2^precision bytes: standard error 1.04 / 2^(precision/2). By
 * Ertl's improved estimator, which needs no correction at either end (O. Ertl, "New cardinality estimation algorithms
 * for HyperLogLog sketches", 2017). One thread at a time.
 */
final class HyperLogLog {
    private final int precision;
    private final byte[] registers;

    HyperLogLog(int precision) {
        this.precision = precision;
        this.registers = new byte[1 << precision];
    }

    /** Takes a hash whose every bit is good. */
    void add(long hash) {
        int index = (int) (hash >>> mostZeros());
        byte rank = (byte) (Math.min(mostZeros(), Long.numberOfLeadingZeros(hash << precision)) + 1);
        if (rank > registers[index]) {
            registers[index] = rank;
        }
    }

    void merge(HyperLogLog other) {
        merge(other.registers, 0);
    }

    /** Merges registers that stand in an array; an {@link IllegalArgumentException} where they cannot be. */
    void merge(byte[] bytes, int from) {
        for (int i = 0; i < registers.length; i++) {
            byte other = bytes[from + i];
            if (other < 0 || other > mostZeros() + 1) {
                throw new IllegalArgumentException("a register that cannot be");
            }
            registers[i] = (byte) Math.max(registers[i], other);
        }
    }

    byte[] registers() {
        return registers;
    }

    private int mostZeros() {
        return Long.SIZE - precision;
    }

    double estimate() {
        int[] counts = new int[mostZeros() + 2];
        for (byte register : registers) {
            counts[register]++;
        }
        double m = registers.length;
        double z = m * tau(1 - counts[mostZeros() + 1] / m);
        for (int k = mostZeros(); k >= 1; k--) {
            z = 0.5 * (z + counts[k]);
        }
        z += m * sigma(counts[0] / m);
        return m / (2 * Math.log(2)) * m / z;
    }

    private static double sigma(double share) {
        if (share == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = share;
        double y = 1;
        double z = share;
        for (double before = -1; z != before; ) {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        }
        return z;
    }

    private static double tau(double share) {
        if (share == 0 || share == 1) {
            return 0;
        }
        double x = share;
        double y = 1;
        double z = 1 - share;
        for (double before = -1; z != before; ) {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        }
        return z / 3;
    }
}
