package dev.whiskbook.kernel.widget;

import dev.whiskbook.kernel.CellOutput;
import dev.whiskbook.kernel.Comm;
import dev.whiskbook.kernel.CommAction;
import dev.whiskbook.kernel.CommMessage;
import dev.whiskbook.kernel.MimeBundle;
import dev.whiskbook.kernel.StreamName;
import java.util.Optional;

/**
 * What a handler puts out: in the cell that has shown the widget. What comms say, and updates of
 * displays wherever they are, belong to the message that the handler handles.
 */
final class HandlerOutput implements CellOutput {

  private final CellOutput cell;
  private final CellOutput message;

  HandlerOutput(CellOutput cell, CellOutput message) {
    this.cell = cell;
    this.message = message;
  }

  @Override
  public boolean isLive() {
    return message.isLive();
  }

  @Override
  public boolean carriesComms() {
    return message.carriesComms();
  }

  @Override
  public String clientSession() {
    return cell.clientSession();
  }

  @Override
  public void stream(StreamName stream, String text) {
    cell.stream(stream, text);
  }

  @Override
  public void display(MimeBundle bundle, Optional<String> displayId) {
    cell.display(bundle, displayId);
  }

  @Override
  public void update(String displayId, MimeBundle bundle) {
    message.update(displayId, bundle);
  }

  @Override
  public void clear(boolean wait) {
    cell.clear(wait);
  }

  @Override
  public void comm(Comm comm, CommAction action, CommMessage content) {
    message.comm(comm, action, content);
  }
}
