package dev.whiskbook.bench;

import dev.whiskbook.whisk.Target;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * OpenWhisk's answers without OpenWhisk: an activation is over when it is asked for. On plain
 * sockets in this JVM, so that the client is nearly all that there is to run.
 */
final class SimulatedServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong ids = new AtomicLong();

  SimulatedServer() throws IOException {
    Thread.ofVirtual().name("simulated server").start(this::listen);
  }

  Target target() {
    return Target.of("http://127.0.0.1:" + listener.getLocalPort(), "a:b");
  }

  private void listen() {
    try {
      while (true) {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket socket) {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
      for (String request = line(in); !request.isEmpty(); request = line(in)) {
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
          if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
            length = Integer.parseInt(header.substring(15).trim());
          }
        }
        in.skipNBytes(length);
        byte[] body = answer(request).getBytes(StandardCharsets.US_ASCII);
        String head =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
      }
    } catch (IOException e) {
      // the client went away
    } finally {
      open.remove(socket);
    }
  }

  private String answer(String request) {
    if (request.startsWith("POST ")) {
      return record();
    }
    return request.contains("/limits ")
        ? "{\"concurrentInvocations\":256,\"invocationsPerMinute\":1000000000}"
        : "{\"name\":\"noop\",\"namespace\":\"_\",\"limits\":{\"timeout\":60000}}";
  }

  private String record() {
    String id = Long.toHexString((1L << 62) + ids.incrementAndGet());
    long now = System.currentTimeMillis();
    return "{\"activationId\":\"%1$s%1$s\",\"start\":%2$d,\"end\":%2$d,\"duration\":0,"
            .formatted(id, now)
        + "\"annotations\":[{\"key\":\"waitTime\",\"value\":0}],"
        + "\"response\":{\"status\":\"success\",\"success\":true,\"size\":2,\"result\":{}}}";
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder(80);
    for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
