package dev.whiskbook.standalone.entity;

import tools.jackson.databind.node.ObjectNode;

/** What runs when an action is invoked: code, a sequence of other actions, or an image. */
public sealed interface Executable permits Exec, Sequence, Blackbox {
  /** Such as {@code nodejs:20}, {@code sequence} or {@code blackbox}. */
  String kind();

  /** The document as GET shows it, with or without the code. */
  ObjectNode toJson(boolean withCode);
}
