package dev.whiskbook.standalone.container.process.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.Executors;

/**
 * Runs Java actions in a JVM of their own, after {@code openwhisk-runtime-java}: a jar, whose main
 * is {@code pkg.Class} or {@code pkg.Class#method}, a public static method from JsonObject to
 * JsonObject (or JsonArray) of Gson. Variables of the environment are system properties here.
 * Started as a program by a container of that kind; uses nothing but the JDK and Gson.
 */
public final class Main {
  private static final Gson GSON = new Gson();

  private static final String SENTINEL = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX";

  private Method main;
  private ClassLoader loader;

  private Main() {}

  public static void main(String[] arguments) throws IOException {
    var launcher = new Main();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/init", exchange -> answer(exchange, launcher::init));
    server.createContext("/run", exchange -> answer(exchange, launcher::run));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  /** What this class needs: its own jar or folder, and Gson. */
  public static String classPath() {
    return place(Main.class) + File.pathSeparator + place(Gson.class);
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The place of " + type + " is no path.", e);
    }
  }

  private interface Handler {
    JsonElement handle(JsonObject body) throws Exception;
  }

  /** An error of the action, in the words of OpenWhisk's runtime. */
  private static final class ActionException extends Exception {
    private static final long serialVersionUID = 1L;

    ActionException(String message) {
      super(message);
    }
  }

  private static void answer(HttpExchange exchange, Handler handler) throws IOException {
    int status = 200;
    JsonElement reply;
    try (exchange) {
      String text = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      try {
        reply = handler.handle(JsonParser.parseString(text).getAsJsonObject());
      } catch (Exception e) {
        status = 502;
        reply = error(e);
      }
      System.out.println(SENTINEL);
      System.err.println(SENTINEL);
      byte[] bytes = GSON.toJson(reply).getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static JsonObject error(Exception e) {
    String message = e.getMessage();
    if (!(e instanceof ActionException)) {
      e.printStackTrace();
      message = "An error has occurred (see logs for details): " + e;
    }
    var error = new JsonObject();
    error.addProperty("error", message);
    return error;
  }

  private JsonElement init(JsonObject body) throws Exception {
    JsonObject value = body.getAsJsonObject("value");
    if (value.has("env")) {
      value
          .getAsJsonObject("env")
          .entrySet()
          .forEach(e -> System.setProperty(e.getKey(), e.getValue().getAsString()));
    }
    Path jar = Path.of("action.jar").toAbsolutePath();
    try {
      Files.write(jar, Base64.getDecoder().decode(value.get("code").getAsString()));
    } catch (IllegalArgumentException e) {
      throw new ActionException("The code of a Java action must be a jar in base64.");
    }
    loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    String entry = value.get("main").getAsString();
    int hash = entry.indexOf('#');
    String type = hash < 0 ? entry : entry.substring(0, hash);
    String name = hash < 0 ? "main" : entry.substring(hash + 1);
    try {
      main =
          Arrays.stream(loader.loadClass(type).getMethods())
              .filter(m -> m.getName().equals(name) && Modifier.isStatic(m.getModifiers()))
              .filter(m -> m.getParameterCount() == 1)
              .filter(m -> JsonElement.class.isAssignableFrom(m.getParameterTypes()[0]))
              .findFirst()
              .orElseThrow(
                  () ->
                      new ActionException(
                          "An error has occurred (see logs for details): the class %s has no public static method %s from JsonObject to JsonObject."
                              .formatted(type, name)));
    } catch (ClassNotFoundException | LinkageError e) {
      throw new ActionException("An error has occurred (see logs for details): " + e);
    }
    var ok = new JsonObject();
    ok.addProperty("OK", true);
    return ok;
  }

  private JsonElement run(JsonObject body) throws Exception {
    JsonElement value = body.get("value");
    body.entrySet().stream()
        .filter(e -> e.getValue().isJsonPrimitive())
        .forEach(
            e ->
                System.setProperty(
                    "__OW_" + e.getKey().toUpperCase(Locale.ROOT), e.getValue().getAsString()));
    Thread.currentThread().setContextClassLoader(loader);
    Object result;
    try {
      result = main.invoke(null, value);
    } catch (InvocationTargetException e) {
      e.getCause().printStackTrace();
      throw new ActionException(
          "An error has occurred while invoking the action (see logs for details): "
              + e.getCause());
    }
    if (!(result instanceof JsonObject) && !(result instanceof JsonArray)) {
      throw new ActionException("The action returned null");
    }
    return (JsonElement) result;
  }
}
