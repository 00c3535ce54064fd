package dev.whiskbook.kernel;

import java.util.List;

/**
 * A method that a cell declared.
 *
 * @param parameterTypes as source text, such as {@code List<Hits>}
 * @param returnType as source text; {@code void} for none
 */
public record MethodSignature(String name, List<String> parameterTypes, String returnType) {

  public MethodSignature {
    parameterTypes = List.copyOf(parameterTypes);
  }
}
