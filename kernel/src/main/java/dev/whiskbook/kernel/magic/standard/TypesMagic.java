package dev.whiskbook.kernel.magic.standard;

import dev.whiskbook.kernel.StreamName;
import dev.whiskbook.kernel.magic.Magic;
import dev.whiskbook.kernel.magic.MagicCall;
import java.util.stream.Collectors;
import jdk.jshell.TypeDeclSnippet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code %types}: the types of the session. */
@Command(
    description =
        "Shows the classes, records, enums and interfaces of the session; /types is the same.",
    footer = {"", "Java: jshell().types()"})
final class TypesMagic implements Magic {

  @Mixin Help help;

  @Override
  public Object run(MagicCall call) {
    String lines =
        call.session()
            .jshell()
            .types()
            .filter(snippet -> call.session().jshell().status(snippet).isActive())
            .map(snippet -> kind(snippet) + " " + snippet.name() + "\n")
            .collect(Collectors.joining());
    call.output().stream(StreamName.STDOUT, lines);
    return null;
  }

  private static String kind(TypeDeclSnippet type) {
    return switch (type.subKind()) {
      case INTERFACE_SUBKIND -> "interface";
      case ENUM_SUBKIND -> "enum";
      case RECORD_SUBKIND -> "record";
      case ANNOTATION_TYPE_SUBKIND -> "@interface";
      default -> "class";
    };
  }
}
