// What an action may know about its machine: nothing.
'use strict';
Object.assign(exports, {
  EOL: '\n', platform: () => 'linux', type: () => 'Linux', arch: () => 'x64', release: () => '', hostname: () => 'container',
  cpus: () => [], totalmem: () => 0, freemem: () => 0, uptime: () => process.uptime(), loadavg: () => [0, 0, 0],
  tmpdir: () => '/tmp', homedir: () => '/', networkInterfaces: () => ({}), endianness: () => 'LE',
});
