package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import dev.whiskbook.kernel.magic.MagicException;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code %mavenRepo}: adds a Maven repository. */
@Command(
    description = {
      "Adds a repository for %%maven to look in, after Maven Central and those of settings.xml;",
      "without arguments, lists them all. A <server> of this id in settings.xml gives the password."
    },
    footer = {"", "Java: lineMagic(\"mavenRepo\", List.of(\"jitpack\", \"https://jitpack.io\"))"})
final class MavenRepoMagic implements Magic {

  private final Libraries libraries;

  @Mixin Help help;

  @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "A name for it.")
  String id;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "URL",
      description = "Its address, https://… or file://…")
  String url;

  MavenRepoMagic(Libraries libraries) {
    this.libraries = libraries;
  }

  @Override
  public Object run(MagicCall call) {
    if (id == null) {
      return libraries.repositories(call);
    }
    if (url == null || !isAddress(url)) {
      throw new MagicException(
          "%mavenRepo needs an id and an address: %mavenRepo jitpack https://jitpack.io");
    }
    libraries.addRepository(id, url);
    return null;
  }

  private static boolean isAddress(String text) {
    try {
      return List.of("http", "https", "file")
          .contains(String.valueOf(URI.create(text).getScheme()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
