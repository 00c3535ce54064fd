import os
import tempfile
import time


def main(args):
    files, size = int(args.get("files", 200)), int(args.get("bytes", 4096))
    block = b"x" * size
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, str(k)) for k in range(files)]
        begun = time.time()
        for name in names:
            with open(name, "wb") as out:
                out.write(block)
        written = time.time()
        total = 0
        for name in names:
            with open(name, "rb") as back:
                total += len(back.read())
        read = time.time()
    return {
        "ops": 2 * files,
        "bytes": files * size + total,
        "ms": (read - begun) * 1000,
        "writeMs": (written - begun) * 1000,
        "readMs": (read - written) * 1000,
    }
