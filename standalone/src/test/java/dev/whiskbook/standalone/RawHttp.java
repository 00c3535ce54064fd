package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/** HTTP on a bare socket: sends exactly what it is told, as curl does, however wrong. */
final class RawHttp {
  private static final int HANG_MS = 90_000;

  /** An answer; of a repeated header the values with commas between. */
  record Answer(int status, Map<String, String> headers, String body) {}

  private RawHttp() {}

  /** Sends one request on a connection of its own. */
  static Answer send(
      String apiHost, String method, String path, Map<String, String> headers, byte[] body)
      throws IOException {
    URI host = URI.create(apiHost);
    try (var socket = new Socket(host.getHost(), host.getPort())) {
      socket.setSoTimeout(HANG_MS);
      var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
      head.append("Host: ").append(host.getAuthority()).append("\r\n");
      headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
      if (body.length > 0 || method.equals("POST") || method.equals("PUT")) {
        head.append("Content-Length: ").append(body.length).append("\r\n");
      }
      var out = socket.getOutputStream();
      try {
        out.write(head.append("\r\n").toString().getBytes(UTF_8));
        out.write(body);
        out.flush();
      } catch (IOException e) {
        // a server may answer before it has read all, and close
      }
      return read(socket.getInputStream(), method.equals("HEAD"));
    }
  }

  /** Reads one answer. */
  static Answer read(InputStream stream, boolean headOnly) throws IOException {
    var in = new BufferedInputStream(stream);
    String statusLine = line(in);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.merge(
          line.substring(0, colon), line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
    }
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    if (status == 100) {
      return read(in, headOnly);
    }
    return new Answer(status, headers, headOnly ? "" : body(in, status, headers));
  }

  private static String body(InputStream in, int status, Map<String, String> headers)
      throws IOException {
    if (status == 204 || status == 304) {
      return "";
    }
    if ("chunked".equalsIgnoreCase(headers.get("Transfer-Encoding"))) {
      var body = new ByteArrayOutputStream();
      for (int n = Integer.parseInt(line(in), 16); n > 0; n = Integer.parseInt(line(in), 16)) {
        body.write(in.readNBytes(n));
        line(in);
      }
      line(in);
      return body.toString(UTF_8);
    }
    String length = headers.get("Content-Length");
    return new String(
        length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length)), UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server closed the connection after '" + line + "'");
      }
      line.write(c);
    }
    return line.toString(ISO_8859_1).strip();
  }
}
