package dev.whiskbook.magics.monitor;

import dev.whiskbook.magics.monitor.Reading.Program;
import dev.whiskbook.magics.monitor.Reading.Traffic;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import oshi.hardware.CentralProcessor;
import oshi.hardware.CentralProcessor.TickType;
import oshi.hardware.GlobalMemory;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;
import oshi.spi.SystemInfoFactory;
import oshi.spi.SystemInfoProvider;
import oshi.util.GlobalConfig;

/** Reads by OSHI; on Linux by its implementation that needs no native code, but files alone. */
final class OshiMeter implements Meter {

  private final OperatingSystem system;
  private final CentralProcessor processor;
  private final GlobalMemory memory;
  private final List<NetworkIF> network;
  private final OSProcess kernel;
  private final Supplier<OptionalLong> serverPid;
  private OSProcess server;

  /**
   * Loads OSHI, which takes a few tenths of a second.
   *
   * @param serverPid the embedded server's process, if there is one
   */
  OshiMeter(Supplier<OptionalLong> serverPid) {
    this.serverPid = serverPid;
    // It would else answer what it knew 300 ms ago.
    GlobalConfig.set(GlobalConfig.OSHI_UTIL_MEMOIZER_EXPIRATION, 1);
    SystemInfoProvider linux = new oshi.nativefree.SystemInfo();
    SystemInfoProvider info = linux.isAvailable() ? linux : SystemInfoFactory.create();
    system = info.getOperatingSystem();
    processor = info.getHardware().getProcessor();
    memory = info.getHardware().getMemory();
    network = info.getHardware().getNetworkIFs(true);
    kernel = system.getProcess(system.getProcessId());
  }

  @Override
  public Reading read() {
    long nanos = System.nanoTime();
    long ms = System.currentTimeMillis();
    long[] ticks = processor.getSystemCpuLoadTicks();
    long total = 0;
    for (long each : ticks) {
      total += each;
    }
    long idle = ticks[TickType.IDLE.getIndex()] + ticks[TickType.IOWAIT.getIndex()];
    long used = memory.getTotal() - memory.getAvailable();
    kernel.updateAttributes();
    return new Reading(nanos, ms, total - idle, total, used, process(kernel), server(), traffic());
  }

  @Override
  public int processors() {
    return processor.getLogicalProcessorCount();
  }

  private Program server() {
    OptionalLong pid = serverPid.get();
    if (pid.isEmpty()) {
      server = null;
    } else if (server == null || server.getProcessID() != pid.getAsLong()) {
      server = system.getProcess((int) pid.getAsLong());
    } else if (!server.updateAttributes()) {
      server = null;
    }
    return server == null ? Reading.NONE : process(server);
  }

  private static Program process(OSProcess process) {
    return new Program(
        process.getProcessID(),
        process.getKernelTime() + process.getUserTime(),
        process.getResidentMemory());
  }

  private Traffic traffic() {
    long received = 0;
    long sent = 0;
    long loopback = 0;
    for (NetworkIF each : network) {
      each.updateAttributes();
      if (each.getName().matches("lo\\d*")) {
        loopback += each.getBytesRecv();
      } else {
        received += each.getBytesRecv();
        sent += each.getBytesSent();
      }
    }
    return new Traffic(received, sent, loopback);
  }
}
