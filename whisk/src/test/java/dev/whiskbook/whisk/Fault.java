package dev.whiskbook.whisk;

import dev.whiskbook.whisk.internal.Json;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Ways in which one invocation can go wrong, and what is to become of the attempt. */
enum Fault {
  DROPPED(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return new MockResponse.Builder().onResponseStart(new SocketEffect.CloseSocket()).build();
    }
  },
  HALF_CLOSED(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return new MockResponse.Builder()
          .onResponseStart(new SocketEffect.CloseSocket(false, false, true))
          .build();
    }
  },
  RESET_AFTER_SEND(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return server
          .success(args)
          .newBuilder()
          .onResponseBody(new SocketEffect.CloseSocket())
          .build();
    }
  },
  SLOW_BODY(Status.SUCCESS) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return server.success(args).newBuilder().throttleBody(40, 5, TimeUnit.MILLISECONDS).build();
    }
  },
  TRUNCATED_JSON(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.json(200, "{\"activationId\":\"abc\",\"respon").build();
    }
  },
  MALFORMED_JSON(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.json(200, "{'response': {result: NaN}}]]").build();
    }
  },
  NO_RESULT_IN_RECORD(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.json(200, "{\"activationId\":\"abc\",\"response\":{},\"start\":\"x\"}")
          .build();
    }
  },
  WRONG_CONTENT_TYPE(Status.SUCCESS) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return server
          .success(args)
          .newBuilder()
          .setHeader("Content-Type", "application/octet-stream")
          .build();
    }
  },
  HTML_IN_PLACE_OF_JSON(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return html(200, "Sign in to the hotel's network");
    }
  },
  PROXY_502(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return html(502, "502 Bad Gateway");
    }
  },
  PROXY_503(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return html(503, "503 Service Temporarily Unavailable");
    }
  },
  PROXY_504(Status.CONNECTION_FAILED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return html(504, "504 Gateway Time-out");
    }
  },
  INTERNAL_500(Status.INTERNAL_ERROR) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.error(500, "There was an internal server error.").build();
    }
  },
  INTERNAL_500_WITH_ID(Status.INTERNAL_ERROR) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      ObjectNode error = Json.MAPPER.createObjectNode().put("error", "the invoker is gone");
      return server.record(500, "whisk internal error", error);
    }
  },
  DEVELOPER_502_WITH_ID(Status.DEVELOPER_ERROR) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      ObjectNode error = Json.MAPPER.createObjectNode().put("error", "it threw");
      return server.record(502, "action developer error", error);
    }
  },
  NO_INVOKERS_503(Status.INTERNAL_ERROR) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.error(503, "No invokers available").build();
    }
  },
  TOO_MANY_AT_ONCE(Status.THROTTLED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.error(
              429, "Too many concurrent requests in flight (count: 30, allowed: 30).")
          .build();
    }
  },
  TOO_MANY(Status.THROTTLED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return FakeOpenWhisk.error(429, "Too many requests").build();
    }
  },
  GATEWAY_429(Status.THROTTLED) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return html(429, "slow down");
    }
  },
  LATE(Status.SUCCESS) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      return server.late(args);
    }
  },
  LATE_AND_LISTED_TWICE(Status.SUCCESS) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      MockResponse answer = server.late(args);
      String id = answer.getHeaders().get("x-openwhisk-activation-id");
      server.records.put("again-" + id, server.records.get(id));
      return answer;
    }
  },
  NEVER_APPEARS(Status.NO_RECORD) {
    @Override
    MockResponse answer(FakeOpenWhisk server, JsonNode args) {
      MockResponse answer = server.late(args);
      server.records.remove(answer.getHeaders().get("x-openwhisk-activation-id"));
      return answer;
    }
  };

  /** How the attempt ends that meets it. */
  final Status status;

  Fault(Status status) {
    this.status = status;
  }

  abstract MockResponse answer(FakeOpenWhisk server, JsonNode args);

  private static MockResponse html(int code, String title) {
    return new MockResponse.Builder()
        .code(code)
        .addHeader("Content-Type", "text/html")
        .body("<html><head><style>h1 {}</style></head><body><h1>" + title + "</h1></body></html>")
        .build();
  }
}
