import time
import urllib.request


def main(args):
    begun = time.time()
    size = 0
    with urllib.request.urlopen(args["url"], timeout=args.get("timeout", 120)) as answer:
        while block := answer.read(1 << 16):
            size += len(block)
    return {"ops": 1, "bytes": size, "ms": (time.time() - begun) * 1000}
