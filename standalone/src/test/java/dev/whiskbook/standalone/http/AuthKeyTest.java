package dev.whiskbook.standalone.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A key")
class AuthKeyTest {
  private final AuthKey key = AuthKey.random();

  @Test
  void is_never_shown_by_accident() {
    String secret = key.reveal().split(":", 2)[1];
    assertFalse(key.toString().contains(secret));
  }

  @Test
  void is_another_one_each_time() {
    assertNotEquals(key.reveal(), AuthKey.random().reveal());
  }

  @Test
  void lets_in_who_knows_it_and_nobody_else() {
    var identities = new Identities(List.of(new Identity("guest", key)));
    assertEquals("guest", identities.require(basic(key.reveal())).namespace());
    assertThrows(ApiException.class, () -> identities.require(basic(key.reveal() + "x")));
    assertThrows(
        ApiException.class, () -> identities.require(Optional.of("Bearer " + key.reveal())));
    assertThrows(ApiException.class, () -> identities.require(Optional.empty()));
  }

  @Test
  void of_another_form_is_refused_with_a_sentence() {
    var e = assertThrows(IllegalArgumentException.class, () -> AuthKey.parse("short:key"));
    assertEquals('T', e.getMessage().charAt(0));
  }

  private static Optional<String> basic(String credentials) {
    return Optional.of(
        "Basic "
            + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }
}
