// SPDX-License-Identifier: MIT
// The peer of the executor rows: the same programs with the same arithmetic and the same tracking (one writer per slot and
// frame; writer, order, last-written and last-changed frame of each slot), written for speed in plain JavaScript: lowered
// once to typed arrays, one switch in one loop, nothing allocated. Not the reference runtime, which does more.
//
//   node peer.mjs PROGRAM.json...     one JSON line per program: file, slots written per frame, ns per write, hash
import { readFileSync } from "node:fs";

const RUN_MS = 150;
const REPETITIONS = 5;
const HASH_FRAMES = 100;
const MODES = { sum: 200, average: 201, min: 202, max: 203, product: 204, last: 205 };
const COPY = 300, INPUT = 301, SELECT = 302, OUT = 303;

function lower(program) {
  const slots = program.slotMeta.length; // slot numbers of these programs are 0 to n - 1
  const signals = program.signalTable.nodes;
  const code = { op: [], a: [], b: [], c: [], dst: [], sources: [] };
  const emit = (op, dst, a = 0, b = 0, c = 0) => {
    code.op.push(op); code.dst.push(dst); code.a.push(a); code.b.push(b); code.c.push(c);
  };
  const combine = (mode, dst, sources) => {
    emit(MODES[mode], dst, code.sources.length, sources.length);
    code.sources.push(...sources);
  };
  const constants = [];
  const place = []; // of a signal's value, after the slots
  const evaluate = (id) => { // all of it is pure: what a select does not take does no harm
    if (place[id] !== undefined) return place[id];
    const at = slots + id, s = signals[id];
    place[id] = at;
    switch (s.kind) {
      case "const": constants.push([at, program.constants.json[s.constId]]); break;
      case "timeAbsMs": place[id] = 0; break; // the time step wrote these slots
      case "timeModelMs": place[id] = 1; break;
      case "phase01": place[id] = 2; break;
      case "inputSlot": emit(INPUT, at, s.slot); break;
      case "map": emit(s.fn.opcode, at, evaluate(s.src)); break;
      case "zip": { const a = evaluate(s.a), b = evaluate(s.b); emit(s.fn.opcode, at, a, b); break; }
      case "select": { const c = evaluate(s.cond), t = evaluate(s.t), f = evaluate(s.f); emit(SELECT, at, t, f, c); break; }
      case "busCombine": combine(s.combine.mode, at, s.terms.map(evaluate)); break;
      default: throw new Error(`no signal kind ${s.kind}`);
    }
    return place[id];
  };
  for (const step of program.schedule.steps) {
    if (step.kind === "signalEval") {
      for (const { sigId, slot } of step.outputs) { const from = evaluate(sigId); emit(OUT, slot, from); }
    } else if (step.kind === "nodeEval") {
      const node = program.nodes.nodes[step.nodeIndex], out = step.outputSlots[0];
      if (node.opcodeId === 0) {
        constants.push([slots + signals.length + out, program.constants.f64[program.constants.constIndex[node.compilerTag].idx]]);
        emit(OUT, out, slots + signals.length + out);
      } else emit(node.opcodeId, out, ...step.inputSlots);
    } else if (step.kind === "busEval") {
      combine(step.combine.mode, step.outSlot, step.publishers.map((p) => p.srcSlot));
    } else if (step.kind !== "timeDerive") throw new Error(`no step kind ${step.kind}`);
  }
  for (const key of Object.keys(code)) code[key] = Int32Array.from(code[key]);
  const values = new Float64Array(slots * 2 + signals.length);
  for (const [at, value] of constants) values[at] = value;
  return { slots, period: program.timeModel.periodMs, code, values };
}

class Machine {
  constructor({ slots, period, code, values }) {
    Object.assign(this, { slots, period, code, values });
    this.epoch = 0; this.order = 0; this.previous = null;
    for (const name of ["written", "writer", "orders", "changed"]) this[name] = new Uint32Array(slots);
  }
  write(slot, value, step) {
    if (this.written[slot] === this.epoch) throw new Error(`slot ${slot} was written twice`);
    this.written[slot] = this.epoch;
    this.writer[slot] = step;
    this.orders[slot] = this.order++;
    if (!Object.is(this.values[slot], value)) this.changed[slot] = this.epoch;
    this.values[slot] = value;
  }
  frame(t) {
    this.epoch++; this.order = 0;
    const p = this.period, model = (t % p + p) % p;
    this.write(0, t, 0); this.write(1, model, 0); this.write(2, p > 0 ? model / p : 0, 0);
    this.write(3, this.previous !== null && model < this.previous ? 1 : 0, 0);
    this.previous = model;
    const { values: v, slots } = this, { op, a, b, c, dst, sources } = this.code;
    for (let i = 0; i < op.length; i++) {
      let x;
      switch (op[i]) {
        case 100: x = v[a[i]] + v[b[i]]; break;
        case 101: x = v[a[i]] - v[b[i]]; break;
        case 102: x = v[a[i]] * v[b[i]]; break;
        case 120: x = Math.abs(v[a[i]]); break;
        case 121: x = Math.floor(v[a[i]]); break;
        case 124: x = v[a[i]] - Math.floor(v[a[i]]); break;
        case 125: x = Math.sign(v[a[i]]); break;
        case 130: x = Math.min(v[a[i]], v[b[i]]); break;
        case 131: x = Math.max(v[a[i]], v[b[i]]); break;
        case 200: case 201:
          x = 0;
          for (let s = a[i], end = s + b[i]; s < end; s++) x += v[sources[s]];
          if (op[i] === 201) x /= b[i];
          break;
        case 202: x = Infinity; for (let s = a[i], end = s + b[i]; s < end; s++) x = Math.min(x, v[sources[s]]); break;
        case 203: x = -Infinity; for (let s = a[i], end = s + b[i]; s < end; s++) x = Math.max(x, v[sources[s]]); break;
        case 204: x = 1; for (let s = a[i], end = s + b[i]; s < end; s++) x *= v[sources[s]]; break;
        case 205: x = v[sources[a[i] + b[i] - 1]]; break;
        case INPUT: case OUT: case COPY: x = v[a[i]]; break;
        case SELECT: x = v[c[i]] > 0.5 ? v[a[i]] : v[b[i]]; break;
        default: throw new Error(`no opcode ${op[i]}`);
      }
      if (dst[i] < slots) this.write(dst[i], x, i);
      else v[dst[i]] = x;
    }
  }
  hash() { // FNV over 32-bit words, one NaN for all
    const bits = new Uint32Array(Float64Array.from(this.values.subarray(0, this.slots), (x) => (x === x ? x : NaN)).buffer);
    let h = 0x811c9dc5;
    for (const word of bits) h = Math.imul(h ^ word, 0x01000193);
    return h >>> 0;
  }
}

for (const file of process.argv.slice(2)) {
  const machine = new Machine(lower(JSON.parse(readFileSync(file, "utf8"))));
  let frame = 0, hash;
  const run = (count) => { for (let i = 0; i < count; i++) machine.frame(frame++ * 1000 / 60); };
  run(HASH_FRAMES);
  hash = machine.hash();
  let best = Infinity;
  for (let i = 0; i < REPETITIONS + 1; i++) { // the first warms up
    const start = performance.now();
    let frames = 0;
    for (; performance.now() - start < RUN_MS; frames += 20) run(20);
    const ns = (performance.now() - start) * 1e6 / frames / machine.order;
    if (i > 0) best = Math.min(best, ns);
  }
  console.log(JSON.stringify({ file, writes: machine.order, ns_per_write: best, hash }));
}
