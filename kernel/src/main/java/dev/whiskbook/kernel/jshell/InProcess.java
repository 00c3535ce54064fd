package dev.whiskbook.kernel.jshell;

import java.util.Map;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;

/** Gives JShell the execution control that was made for it. */
record InProcess(CellExecutionControl control) implements ExecutionControlProvider {

  @Override
  public String name() {
    return "whiskbook";
  }

  @Override
  public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
    return control;
  }
}
