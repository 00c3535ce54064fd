package dev.whiskbook.kernel.debug;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The hash by which Jupyter's front ends and kernels name cells in the debugger: MurmurHash2, 32
 * bits, of the text in UTF-8.
 */
final class Murmur2 {

  private static final int M = 0x5bd1e995;
  private static final VarHandle LITTLE_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Murmur2() {}

  /** The hash, 0 to 2<sup>32</sup> - 1. */
  static long hash(String text, int seed) {
    byte[] data = text.getBytes(UTF_8);
    int h = seed ^ data.length;
    int whole = data.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      int k = (int) LITTLE_ENDIAN.get(data, i) * M;
      k ^= k >>> 24;
      h = (h * M) ^ (k * M);
    }
    if (whole < data.length) {
      for (int i = data.length - 1; i >= whole; i--) {
        h ^= (data[i] & 0xff) << (8 * (i - whole));
      }
      h *= M;
    }
    h ^= h >>> 13;
    h *= M;
    h ^= h >>> 15;
    return Integer.toUnsignedLong(h);
  }
}
