package dev.whiskbook.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.whiskbook.standalone.entity.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@DisplayName("JavaScript as users write it for OpenWhisk")
class NodeModulesTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Buffer.from('héllo').toString('base64')                  | \"aMOpbGxv\"",
        "Buffer.concat([Buffer.from([1, 2]), Buffer.alloc(2)])    | {\"type\":\"Buffer\",\"data\":[1,2,0,0]}",
        "Buffer.from('ff00', 'hex').readUInt16BE(0)               | 65280",
        "new URL('../b?x=1&y=ä#h', 'https://u:p@example.org:8080/a/c').href | \"https://u:p@example.org:8080/b?x=1&y=%C3%A4#h\"",
        "[...new URLSearchParams('a=1&a=2&b=%20')]                | [[\"a\",\"1\"],[\"a\",\"2\"],[\"b\",\" \"]]",
        "[...new TextEncoder().encode('é')]                       | [195,169]",
        "new TextDecoder().decode(new Uint8Array([195, 169]))     | \"é\"",
        "structuredClone({d: new Date(5), m: new Map([[1, {}]])}).d.getTime() | 5",
        "atob(btoa('whisk\\xff')) === 'whisk\\xff'                | true",
        "/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()) | true",
        "crypto.getRandomValues(new Uint8Array(64)).some(x => x > 0) | true",
        "require('crypto').createHash('sha256').update('a').update('bc').digest('hex') | \"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"",
        "require('node:crypto').createHmac('sha1', 'key').update('data').digest('base64') | \"EEFSxb/coHvGM+69RhmfAlXJ9J0=\"",
        "require('crypto').randomInt(5, 6)                        | 5",
        "require('path').join('/a', '../b', 'c.txt')              | \"/b/c.txt\"",
        "require('util').format('%s %d %j', 'a', 1.5, {b: 2})     | \"a 1.5 {\\\"b\\\":2}\"",
        "require('util').inspect({a: [1]})                        | \"{ a: [ 1 ] }\"",
        "require('util').isDeepStrictEqual({a: [1, new Set([2])]}, {a: [1, new Set([2])]}) | true",
        "require('querystring').parse('a=1&b=x+y&a=2')            | {\"a\":[\"1\",\"2\"],\"b\":\"x y\"}",
        "require('querystring').stringify({a: [1, 2], b: 'ü'})    | \"a=1&a=2&b=%C3%BC\"",
        "require('url').parse('http://h:1/p?q=1').pathname        | \"/p\"",
        "new (require('events'))().on('x', () => {}).listenerCount('x') | 1",
        "new (require('string_decoder').StringDecoder)().write(Buffer.from([0xc3])) | \"\"",
        "typeof performance.now()                                 | \"number\"",
        "require('console') === console                          | true",
        "typeof require('os').EOL                                 | \"string\"",
        "require('timers/promises').setTimeout.length             | 2",
      })
  void has_the_apis_of_node(String expression, String expected) throws Exception {
    server.define("api", "function main() { return {value: " + expression + "} }", "{}");
    JsonNode record = server.invoke("api", "{}");
    assertEquals(expected, record.at("/response/result/value").toString(), record.toString());
  }

  @Test
  void asserts() throws Exception {
    server.define(
        "asserts",
        """
        const assert = require('assert');
        function main() {
          assert.deepStrictEqual({a: [1]}, {a: [1]});
          assert.throws(() => { throw new TypeError('no') }, TypeError);
          try {
            assert.strictEqual(1, 2);
          } catch (e) {
            return {code: e.code, message: e.message};
          }
        }
        """,
        "{}");
    assertEquals(
        "{\"code\":\"ERR_ASSERTION\",\"message\":\"1 strictEqual 2\"}",
        server.invoke("asserts", "{}").at("/response/result").toString());
  }

  @Test
  void names_the_missing_api_and_the_mode_that_has_it() throws Exception {
    server.define("net", "const net = require('net'); function main() {}", "{}");
    String error = error(server.invoke("net", "{}"));
    assertTrue(error.contains("Cannot find module 'net'"), error);
    assertTrue(error.contains("--isolation process"), error);
    server.define("fetch", "const main = () => fetch('http://example.org')", "{}");
    assertTrue(
        server
            .invoke("fetch", "{}")
            .at("/response/result/error/message")
            .stringValue()
            .contains("--isolation process"));
    server.define("other", "const x = require('left-pad'); function main() {}", "{}");
    assertTrue(error(server.invoke("other", "{}")).contains("Cannot find module 'left-pad'"));
  }

  @ParameterizedTest
  @CsvSource({
    "new AbortController(), AbortController is not defined",
    "process.memoryUsage(), There is no process.memoryUsage here",
  })
  void names_the_missing_global_and_the_mode_that_has_it(String expression, String message)
      throws Exception {
    server.define("thrown", "function main() { return {value: " + expression + "} }", "{}");
    String thrown = error(server.invoke("thrown", "{}"));
    assertTrue(thrown.contains(message), thrown);
    assertTrue(thrown.contains("--isolation process"), thrown);
    server.define("rejected", "async function main() { return {a: " + expression + "} }", "{}");
    JsonNode rejected = server.invoke("rejected", "{}").at("/response/result/error");
    for (String field : List.of("message", "stack")) {
      assertTrue(rejected.get(field).stringValue().contains(message), rejected.toString());
      assertTrue(
          rejected.get(field).stringValue().contains("--isolation process"), rejected.toString());
    }
  }

  @Test
  void leaves_a_misspelt_name_and_a_test_for_a_global_alone() throws Exception {
    server.define("misspelt", "const main = () => ({a: typeof AbortController, b: abc})", "{}");
    assertEquals(
        "An error has occurred: ReferenceError: abc is not defined",
        error(server.invoke("misspelt", "{}")));
  }

  @Test
  void comes_in_archives_with_modules_of_its_own_and_of_npm() throws Exception {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("package.json", "{\"name\": \"zipped\", \"main\": \"lib/entry.js\"}");
    files.put(
        "lib/entry.js",
        """
        const { twice } = require('./twice');
        const table = require('../data/table.json');
        const pad = require('pad');
        const { deep } = require('@scope/modern/deep');
        exports.main = ({ n }) => ({ n: twice(n), table, pad: pad('x'), deep, dir: __dirname,
          same: require('./twice') === require('./twice.js') });
        """);
    files.put("lib/twice.js", "exports.back = require('./entry'); exports.twice = (n) => 2 * n;");
    files.put("data/table.json", "[1, 2]");
    files.put("node_modules/pad/package.json", "{\"main\": \"./index\"}");
    files.put("node_modules/pad/index.js", "module.exports = (s) => s + require('dot');");
    files.put("node_modules/dot/index.js", "module.exports = '.';");
    files.put(
        "node_modules/@scope/modern/package.json",
        "{\"exports\": {\"./deep\": {\"import\": \"./d.mjs\", \"require\": \"./d.cjs\"}}}");
    files.put("node_modules/@scope/modern/d.cjs", "exports.deep = true;");
    defineZip("zipped", files);
    assertEquals(
        "{\"n\":14,\"table\":[1,2],\"pad\":\"x.\",\"deep\":true,\"dir\":\"/action/lib\",\"same\":true}",
        server.invoke("zipped", "{\"n\": 7}").at("/response/result").toString());
  }

  @Test
  void that_comes_in_a_bad_archive_fails_with_the_reason() throws Exception {
    defineZip("empty", Map.of("readme.txt", "nothing"));
    assertEquals(
        "Initialization has failed due to: Error: Zipped actions must contain either package.json"
            + " or index.js at the root.",
        error(server.invoke("empty", "{}")).lines().findFirst().orElseThrow());
    defineZip("missing", Map.of("index.js", "require('./nowhere');"));
    assertTrue(error(server.invoke("missing", "{}")).contains("Cannot find module './nowhere'"));
    defineZip("outside", Map.of("../index.js", "exports.main = () => ({})"));
    assertTrue(error(server.invoke("outside", "{}")).contains("../index.js"));
    define("nozip", Base64.getEncoder().encodeToString("no archive at all".getBytes(UTF_8)));
    assertTrue(error(server.invoke("nozip", "{}")).contains("The file type is unsupported"));
  }

  @Test
  void draws_the_same_random_numbers_again_if_annotated_so() throws Exception {
    var body = Json.object();
    body.putObject("exec")
        .put("kind", "nodejs:default")
        .put("code", "function main() { return {a: Math.random(), b: Math.random()} }");
    body.putArray("annotations").addObject().put("key", "random-seed").put("value", 42);
    server.put("/actions/seeded?overwrite=true", body.toString());
    String first = server.invoke("seeded", "{\"i\": 1}").at("/response/result").toString();
    assertEquals(first, server.invoke("seeded", "{\"i\": 1}").at("/response/result").toString());
    assertNotEquals(first, server.invoke("seeded", "{\"i\": 2}").at("/response/result").toString());
    server.define(
        "mean",
        "function main() { let s = 0; for (let i = 0; i < 1e5; i++) s += Math.random(); return {mean: s / 1e5} }",
        "{}");
    assertEquals(0.5, server.invoke("mean", "{}").at("/response/result/mean").doubleValue(), 0.01);
  }

  private static String error(JsonNode record) {
    return record.at("/response/result/error").stringValue();
  }

  private static void defineZip(String name, Map<String, String> files) throws Exception {
    define(name, Base64.getEncoder().encodeToString(zip(files)));
  }

  private static void define(String name, String base64) throws Exception {
    server.define(name, base64, "{}");
  }

  private static byte[] zip(Map<String, String> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(file.getKey()));
        zip.write(file.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }
}
