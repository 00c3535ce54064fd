// The loop of pi.js on node's worker threads. Reads a line for each round, answers with its milliseconds.
const { Worker, isMainThread, parentPort, workerData } = require('node:worker_threads');
const [source, threads, chunks, points] = isMainThread ? process.argv.slice(2) : [workerData];

if (isMainThread) {
  const workers = Array.from({ length: Number(threads) }, () => new Worker(__filename, { workerData: source }));
  const round = () =>
    new Promise((resolve) => {
      const start = performance.now();
      let next = 0;
      let done = 0;
      const send = (worker) => {
        if (next < chunks) worker.postMessage({ seed: next++, points: Number(points) });
      };
      for (const worker of workers) {
        worker.removeAllListeners('message');
        worker.on('message', () => {
          if (++done === Number(chunks)) resolve(performance.now() - start);
          else send(worker);
        });
        send(worker);
      }
    });
  (async () => {
    for await (const _ of require('node:readline').createInterface({ input: process.stdin })) {
      console.log(await round());
    }
    process.exit(0);
  })();
} else {
  const main = new Function(`${require('node:fs').readFileSync(source, 'utf8')}; return main;`)();
  parentPort.on('message', (params) => parentPort.postMessage(main(params)));
}
