package dev.whiskbook.whisk.internal;

import dev.whiskbook.whisk.ArgsGenerator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Parts of a file, read when the arguments are made, so that a large one is never in memory. */
public final class FileArgs {
  // In base64 two thirds of what a server takes by default.
  private static final int PART_BYTES = 512 << 10;

  private FileArgs() {}

  /** A line for each action. */
  public static ArgsGenerator lines(Path file) {
    return new Lines(readable(file));
  }

  /** A range of bytes for each action. */
  public static ArgsGenerator bytes(Path file) {
    return new Bytes(readable(file));
  }

  private static Path readable(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IllegalArgumentException("There is no file %s that can be read.".formatted(file));
    }
    return file;
  }

  private static IllegalArgumentException unreadable(Path file, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "it is no longer there";
          case CharacterCodingException _ -> "it is no text in UTF-8; split it by bytes";
          default -> e.getMessage();
        };
    return new IllegalArgumentException("%s cannot be read: %s.".formatted(file, why), e);
  }

  /** Read from the front each time action 0 asks. */
  private static final class Lines implements ArgsGenerator {
    private final Path file;
    private BufferedReader reader;

    Lines(Path file) {
      this.file = file;
    }

    @Override
    public synchronized Object args(int i, int n) {
      try {
        if (i == 0) {
          close();
          reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        }
        String line = reader == null ? null : reader.readLine();
        if (line == null || i == n - 1) {
          close();
        }
        if (line == null) {
          throw new IllegalArgumentException(
              "%s has %,d lines, but %,d actions are to run.".formatted(file, i, n));
        }
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("line", line);
        args.put("number", i + 1);
        return args;
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }

    private void close() throws IOException {
      if (reader != null) {
        reader.close();
        reader = null;
      }
    }

    @Override
    public OptionalInt size() {
      int lines = 0;
      try (BufferedReader all = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        while (all.readLine() != null) {
          lines++;
        }
      } catch (IOException e) {
        throw unreadable(file, e);
      }
      return OptionalInt.of(lines);
    }
  }

  private record Bytes(Path file) implements ArgsGenerator {
    @Override
    public Object args(int i, int n) {
      try (FileChannel channel = FileChannel.open(file)) {
        long part = Math.ceilDiv(channel.size(), n);
        long offset = Math.min(channel.size(), i * part);
        ByteBuffer data = ByteBuffer.allocate(length(channel.size(), offset, part));
        while (data.hasRemaining() && channel.read(data, offset + data.position()) >= 0) {}
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("offset", offset);
        args.put("length", data.position());
        byte[] read = Arrays.copyOf(data.array(), data.position()); // less if it has shrunk
        args.put("data", Base64.getEncoder().encodeToString(read));
        return args;
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }

    private int length(long size, long offset, long part) {
      long length = Math.min(part, size - offset);
      if (length > Integer.MAX_VALUE / 2) {
        throw new IllegalArgumentException(
            "Parts of %s would have %,d bytes: use more actions.".formatted(file, length));
      }
      return (int) length;
    }

    @Override
    public OptionalInt size() {
      try {
        return OptionalInt.of(
            Math.max(1, Math.toIntExact(Math.ceilDiv(Files.size(file), PART_BYTES))));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }
}
