package dev.whiskbook.magics.parquet;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compression in Java alone. What parquet-java brings for it are native libraries and Hadoop's
 * codecs.
 */
final class Codecs implements CompressionCodecFactory {

  /** Makes of the bytes of a page as many as its header says. */
  private interface Decompression {
    byte[] apply(byte[] page, int size) throws IOException;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return switch (name) {
      case SNAPPY -> new PageCompressor(name, new SnappyCompressor());
      case ZSTD -> new PageCompressor(name, new ZstdCompressor());
      case LZ4_RAW -> new PageCompressor(name, new Lz4Compressor());
      default -> throw unsupported(name);
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> new PageDecompressor((page, _) -> page);
      case SNAPPY -> new PageDecompressor(by(new SnappyDecompressor()));
      case ZSTD -> new PageDecompressor(by(new ZstdDecompressor()));
      case LZ4_RAW -> new PageDecompressor(by(new Lz4Decompressor()));
      case GZIP -> new PageDecompressor(Codecs::gunzip);
      default -> throw unsupported(name);
    };
  }

  @Override
  public void release() {}

  private static UnsupportedOperationException unsupported(CompressionCodecName name) {
    return new UnsupportedOperationException(
        "it is compressed by %s; Snappy, Zstandard, gzip, LZ4_RAW and none are known."
            .formatted(name));
  }

  private static Decompression by(Decompressor decompressor) {
    return (page, size) -> {
      byte[] plain = new byte[size];
      int length = decompressor.decompress(page, 0, page.length, plain, 0, size);
      return length == size ? plain : Arrays.copyOf(plain, length);
    };
  }

  private static byte[] gunzip(byte[] page, int size) throws IOException {
    try (InputStream plain = new GZIPInputStream(new ByteArrayInputStream(page))) {
      return plain.readNBytes(size);
    }
  }

  private record PageCompressor(CompressionCodecName getCodecName, Compressor compressor)
      implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      byte[] plain = bytes.toInputStream().readAllBytes();
      byte[] packed = new byte[compressor.maxCompressedLength(plain.length)];
      int length = compressor.compress(plain, 0, plain.length, packed, 0, packed.length);
      return BytesInput.from(packed, 0, length);
    }

    @Override
    public void release() {}
  }

  private record PageDecompressor(Decompression decompression) implements BytesInputDecompressor {
    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      return BytesInput.from(decompression.apply(bytes.toInputStream().readAllBytes(), size));
    }

    @Override
    public void decompress(ByteBuffer input, int packed, ByteBuffer output, int size)
        throws IOException {
      byte[] page = new byte[packed];
      input.get(page);
      output.put(decompression.apply(page, size));
    }

    @Override
    public void release() {}
  }
}
