package dev.whiskbook.standalone.management;

import dev.whiskbook.standalone.entity.Entity;
import dev.whiskbook.standalone.entity.Json;
import dev.whiskbook.standalone.http.Reply;
import dev.whiskbook.standalone.http.Request;
import java.util.List;

/** Lists of entities: {@code skip}, {@code limit}, where 0 means all, and {@code count}. */
final class Listing {
  private Listing() {}

  static Reply of(Request request, String collection, List<? extends Entity> all) {
    Page page = Page.of(request, collection, Integer.MAX_VALUE);
    if (request.flag("count", false)) {
      int count = Math.max(0, all.size() - page.skip());
      return Reply.json(200, Json.object().put(collection, count));
    }
    var array = Json.MAPPER.createArrayNode();
    all.stream().skip(page.skip()).limit(page.limit()).forEach(e -> array.add(e.toSummary()));
    return Reply.json(200, array);
  }
}
