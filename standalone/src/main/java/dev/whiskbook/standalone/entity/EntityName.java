package dev.whiskbook.standalone.entity;

import java.util.regex.Pattern;

/** The rules for names of actions, packages, triggers and rules ({@code EntityPath.scala}). */
public final class EntityName {
  /** Longest name, in characters. */
  public static final int MAX_LENGTH = 256;

  private static final Pattern LEGAL = Pattern.compile("\\w|\\w[\\w@ .&-]{0,254}[\\w@.&-]");

  private EntityName() {}

  /** True if {@code name} consists of allowed characters and is at most 256 characters long. */
  public static boolean isLegal(String name) {
    return LEGAL.matcher(name).matches();
  }
}
