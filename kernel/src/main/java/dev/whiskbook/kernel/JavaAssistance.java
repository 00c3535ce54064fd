package dev.whiskbook.kernel;

import dev.whiskbook.kernel.jshell.JavaEvaluator;
import dev.whiskbook.kernel.magic.CellParser;
import dev.whiskbook.kernel.magic.Segment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/**
 * What an editor asks about Java code while it is being written. Positions here are indexes into
 * the text.
 */
final class JavaAssistance {

  private final JavaEvaluator java;

  JavaAssistance(JavaEvaluator java) {
    this.java = java;
  }

  /** Completions of the snippet that ends at the cursor; those of the expected type come first. */
  Completions complete(String code, int cursor) {
    String before = code.substring(0, cursor);
    return java.analyse(
        analysis -> {
          int start = snippetStart(analysis, before);
          int[] anchor = {before.length() - start};
          List<Suggestion> suggestions =
              analysis.completionSuggestions(
                  before.substring(start), before.length() - start, anchor);
          var texts = new LinkedHashSet<String>();
          suggestions.stream()
              .filter(Suggestion::matchesType)
              .forEach(s -> texts.add(s.continuation()));
          suggestions.forEach(s -> texts.add(s.continuation()));
          var matches = new ArrayList<Completions.Completion>();
          texts.forEach(text -> matches.add(new Completions.Completion(text, type(text))));
          return new Completions(
              matches,
              CodePoints.fromIndex(code, start + anchor[0]),
              CodePoints.fromIndex(code, cursor));
        });
  }

  private static String type(String continuation) {
    if (continuation.endsWith("(") || continuation.endsWith(")")) {
      return "function";
    }
    if (continuation.endsWith(".")) {
      return "module";
    }
    return !continuation.isEmpty() && Character.isUpperCase(continuation.charAt(0))
        ? "class"
        : "instance";
  }

  /** The documentation of the name at the cursor, or of the call that the cursor is in. */
  Optional<MimeBundle> inspect(String code, int cursor, int detailLevel) {
    int end = cursor;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    String before = code.substring(0, end);
    return java.analyse(
        analysis -> {
          String snippet = before.substring(snippetStart(analysis, before));
          List<Documentation> found = documentation(analysis, snippet);
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(InspectionText.of(found, detailLevel));
        });
  }

  /**
   * JShell documents the call around the cursor: a bare method name is asked for as the beginning
   * of a call.
   */
  private static List<Documentation> documentation(SourceCodeAnalysis analysis, String snippet) {
    List<Documentation> found = analysis.documentation(snippet, snippet.length(), true);
    return found.isEmpty()
        ? analysis.documentation(snippet + "(", snippet.length() + 1, true)
        : found;
  }

  Completeness isComplete(String code) {
    List<Segment> segments = CellParser.parse(code);
    if (segments.isEmpty() || !(segments.getLast() instanceof Segment.Java last)) {
      boolean cellMagic = !segments.isEmpty() && segments.getLast() instanceof Segment.CellMagic;
      boolean open = cellMagic && !code.endsWith("\n");
      return new Completeness(
          open ? Completeness.Status.INCOMPLETE : Completeness.Status.COMPLETE, "");
    }
    return java.analyse(analysis -> completeness(analysis, last.source()));
  }

  private static Completeness completeness(SourceCodeAnalysis analysis, String source) {
    String rest = source;
    while (!rest.isBlank()) {
      CompletionInfo info = analysis.analyzeCompletion(rest);
      switch (info.completeness()) {
        case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> {
          return new Completeness(Completeness.Status.INCOMPLETE, Indentation.after(source));
        }
        case UNKNOWN -> {
          return new Completeness(Completeness.Status.INVALID, "");
        }
        case EMPTY -> {
          return new Completeness(Completeness.Status.COMPLETE, "");
        }
        default -> rest = info.remaining();
      }
    }
    return new Completeness(Completeness.Status.COMPLETE, "");
  }

  /** Where the last snippet in the text begins. */
  private static int snippetStart(SourceCodeAnalysis analysis, String text) {
    int start = 0;
    for (Segment segment : CellParser.parse(text)) {
      start =
          segment instanceof Segment.Java(var _, int line) ? lineStart(text, line) : text.length();
    }
    while (start < text.length()) {
      CompletionInfo info = analysis.analyzeCompletion(text.substring(start));
      if (!info.completeness().isComplete() || info.remaining().isBlank()) {
        break;
      }
      start = text.length() - info.remaining().length();
    }
    return start;
  }

  private static int lineStart(String text, int line) {
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = text.indexOf('\n', start) + 1;
    }
    return start;
  }
}
