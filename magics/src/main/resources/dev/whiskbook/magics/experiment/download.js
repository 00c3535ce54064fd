function main({ url }) {
  const client = require(url.startsWith('https:') ? 'https' : 'http');
  const begun = Date.now();
  return new Promise((resolve, reject) => {
    client
      .get(url, answer => {
        let bytes = 0;
        answer.on('data', block => (bytes += block.length));
        answer.on('end', () => resolve({ ops: 1, bytes, ms: Date.now() - begun }));
        answer.on('error', reject);
      })
      .on('error', reject);
  });
}
