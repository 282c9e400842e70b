// SPDX-License-Identifier: MIT
//
// The other half of oracle_compare.cpp (which describes the stream): recomputes every result with node's own functions
// and prints, per function, how many were compared and how many differ, with the first differences.
// `--check` only says whether this node can be the oracle: exit status 0, or 77 when its V8 is not 11.3.
import { readSync } from 'node:fs';

const kOracleVersion = /^11\.3\./;
const kShownDifferences = 5;

if (process.argv.includes('--check')) {
  process.exit(kOracleVersion.test(process.versions.v8) ? 0 : 77);
}

const unary = {
  sin: Math.sin, cos: Math.cos, tan: Math.tan, asin: Math.asin, acos: Math.acos, atan: Math.atan, exp: Math.exp,
  log: Math.log, tanh: Math.tanh, sqrt: Math.sqrt, abs: Math.abs, floor: Math.floor, ceil: Math.ceil,
  round: Math.round, sign: Math.sign, fround: Math.fround,
  fract: (x) => x - Math.floor(x),
  int32: (x) => x | 0,
  uint32: (x) => x >>> 0,
};
for (const [name, type] of Object.entries({
  int16: Int16Array, uint16: Uint16Array, int8: Int8Array, uint8: Uint8Array, uint8clamped: Uint8ClampedArray,
})) {
  const cell = new type(1);
  unary[name] = (x) => {
    cell[0] = x;
    return cell[0];
  };
}
const binary = {
  atan2: Math.atan2, pow: Math.pow, min: Math.min, max: Math.max,
  mod: (a, b) => a % b, add: (a, b) => a + b, mul: (a, b) => a * b, div: (a, b) => a / b,
};

const totals = new Map();
function count(name, compared, differences) {
  const total = totals.get(name) ?? { compared: 0, differing: 0 };
  total.compared += compared;
  for (const describe of differences) {
    total.differing += 1;
    if (total.differing <= kShownDifferences) {
      console.log(`${name}: ${describe()}`);
    }
  }
  totals.set(name, total);
}

/** `size` bytes of the stream, or null at its end. */
function take(size) {
  const bytes = new Uint8Array(size);
  let filled = 0;
  while (filled < size) {
    const got = readSync(0, bytes, filled, size - filled, null);
    if (got === 0) {
      if (filled !== 0) {
        throw new Error('the stream ends inside a block');
      }
      return null;
    }
    filled += got;
  }
  return bytes;
}

const scratch = new DataView(new ArrayBuffer(8));
function bitsOf(x) {
  scratch.setFloat64(0, x);
  return scratch.getBigUint64(0).toString(16).padStart(16, '0');
}
function fromBits(hex) {
  scratch.setBigUint64(0, BigInt(`0x${hex}`));
  return scratch.getFloat64(0);
}

function compareNumbers(name, size, arity) {
  const call = arity === 1 ? unary[name] : binary[name];
  if (call === undefined) {
    throw new Error(`no function ${name} to compare with`);
  }
  const args = Array.from({ length: arity }, () => new Float64Array(take(size * 8).buffer));
  const results = new Float64Array(take(size * 8).buffer);
  const differences = [];
  for (let i = 0; i < size; ++i) {
    const expected = arity === 1 ? call(args[0][i]) : call(args[0][i], args[1][i]);
    if (!Object.is(expected, results[i])) {
      const input = args.map((a) => `${a[i]} (${bitsOf(a[i])})`).join(', ');
      differences.push(() => `${input} gives ${bitsOf(results[i])}, node ${bitsOf(expected)}`);
    }
  }
  count(name, size, differences);
}

function compareText(size) {
  const differences = { parse: [], print: [] };
  const compared = { parse: 0, print: 0 };
  const lines = Buffer.from(take(size)).toString('latin1').split('\n');
  for (const line of lines) {
    if (line === '') {
      continue;
    }
    const [kind, input, result] = line.split(' ');
    compared[kind] += 1;
    if (kind === 'parse') {
      const text = Buffer.from(input, 'hex').toString('utf8');
      const expected = Number(text);
      if (!Object.is(expected, fromBits(result))) {
        differences.parse.push(() => `${JSON.stringify(text)} gives ${result}, node ${bitsOf(expected)}`);
      }
    } else {
      const text = Buffer.from(result, 'hex').toString('utf8');
      const expected = String(fromBits(input));
      if (text !== expected) {
        differences.print.push(() => `${input} gives ${text}, node ${expected}`);
      }
    }
  }
  count('string_to_number', compared.parse, differences.parse);
  count('number_to_string', compared.print, differences.print);
}

for (let header = take(40); header !== null; header = take(40)) {
  const name = Buffer.from(header.subarray(0, 32)).toString('latin1').replace(/\0+$/, '');
  const [kind, size] = new Uint32Array(header.buffer.slice(32));
  if (kind === 3) {
    compareText(size);
  } else {
    compareNumbers(name, size, kind);
  }
}

let differing = 0;
for (const [name, total] of totals) {
  const compared = String(total.compared).padStart(9);
  const differ = String(total.differing).padStart(9);
  console.log(`${name.padEnd(18)} ${compared} compared ${differ} differ`);
  differing += total.differing;
}
console.log(`node ${process.version}, V8 ${process.versions.v8}: ${differing} differences in ${totals.size} functions`);
process.exit(differing === 0 && totals.size > 0 ? 0 : 1);
