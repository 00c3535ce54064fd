package dev.whiskbook.install;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: checks the machine. */
@Command(
    name = "doctor",
    description = "Checks this machine, and says what to do about what is missing.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Check> checks = new Checks(Product.running(), System.getenv()).all();
    PrintWriter out = spec.commandLine().getOut();
    checks.forEach(check -> out.println(check.toLines()));
    out.flush();
    boolean problem = checks.stream().anyMatch(check -> check.status() == Check.Status.PROBLEM);
    return problem ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }
}
