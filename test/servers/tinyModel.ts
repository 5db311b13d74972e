// A model in GGUF, as small as llama.cpp takes one: a layer of noise over single bytes. Source: the GGUF specification, version 3.

/** What it was "trained" for, in tokens. */
export const trainedContext = 4096;

const width = 32;
const inner = 64;
const heads = 2;
/** Three control tokens, all bytes, and a space. */
const vocabulary = [
  "<unk>",
  "<s>",
  "</s>",
  ...Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`),
  "\u2581",
];

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function u64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

function f32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeFloatLE(value);
  return buffer;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([u64(bytes.length), bytes]);
}

/** Values of the format's types: 4 is u32, 5 i32, 6 f32, 8 a string, 9 an array. */
const of = {
  count: (value: number) => [u32(4), u32(value)],
  fraction: (value: number) => [u32(6), f32(value)],
  text: (value: string) => [u32(8), text(value)],
  texts: (values: readonly string[]) => [u32(9), u32(8), u64(values.length), ...values.map(text)],
  fractions: (values: readonly number[]) => [u32(9), u32(6), u64(values.length), ...values.map(f32)],
  numbers: (values: readonly number[]) => [u32(9), u32(5), u64(values.length), ...values.map(u32)],
};

/** Kinds of tokens: 1 plain, 2 unknown, 3 control, 6 byte. */
const kinds = vocabulary.map((_, index) => (index === 0 ? 2 : index < 3 ? 3 : index < 259 ? 6 : 1));

const facts: readonly (readonly [key: string, value: readonly Buffer[]])[] = [
  ["general.architecture", of.text("llama")],
  ["general.name", of.text("tiny")],
  ["llama.context_length", of.count(trainedContext)],
  ["llama.embedding_length", of.count(width)],
  ["llama.block_count", of.count(1)],
  ["llama.feed_forward_length", of.count(inner)],
  ["llama.attention.head_count", of.count(heads)],
  ["llama.attention.head_count_kv", of.count(heads)],
  ["llama.attention.layer_norm_rms_epsilon", of.fraction(1e-5)],
  ["llama.rope.dimension_count", of.count(width / heads)],
  ["llama.vocab_size", of.count(vocabulary.length)],
  ["tokenizer.ggml.model", of.text("llama")],
  ["tokenizer.ggml.tokens", of.texts(vocabulary)],
  ["tokenizer.ggml.scores", of.fractions(vocabulary.map(() => 0))],
  ["tokenizer.ggml.token_type", of.numbers(kinds)],
  ["tokenizer.ggml.bos_token_id", of.count(1)],
  ["tokenizer.ggml.eos_token_id", of.count(2)],
  ["tokenizer.ggml.unknown_token_id", of.count(0)],
];

const tensors: readonly (readonly [name: string, shape: readonly number[]])[] = [
  ["token_embd.weight", [width, vocabulary.length]],
  ["blk.0.attn_norm.weight", [width]],
  ["blk.0.attn_q.weight", [width, width]],
  ["blk.0.attn_k.weight", [width, width]],
  ["blk.0.attn_v.weight", [width, width]],
  ["blk.0.attn_output.weight", [width, width]],
  ["blk.0.ffn_norm.weight", [width]],
  ["blk.0.ffn_gate.weight", [width, inner]],
  ["blk.0.ffn_up.weight", [width, inner]],
  ["blk.0.ffn_down.weight", [inner, width]],
  ["output_norm.weight", [width]],
  ["output.weight", [width, vocabulary.length]],
];

/** The whole file: 115 KB. */
export function tinyModel(): Buffer {
  const descriptions: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  let noise = 1;
  for (const [name, shape] of tensors) {
    const values = Buffer.alloc(shape.reduce((product, each) => product * each) * 4);
    for (let at = 0; at < values.length; at += 4) {
      noise = (noise * 1103515245 + 12345) % 2147483648;
      values.writeFloatLE(noise / 2147483648 - 0.5, at);
    }
    // Type 0 is f32.
    descriptions.push(text(name), u32(shape.length), ...shape.map(u64), u32(0), u64(offset));
    data.push(values);
    offset += values.length;
  }
  const head = Buffer.concat([
    Buffer.from("GGUF"),
    u32(3),
    u64(tensors.length),
    u64(facts.length),
    ...facts.flatMap(([key, value]) => [text(key), ...value]),
    ...descriptions,
  ]);
  // Data begins at a multiple of 32.
  return Buffer.concat([head, Buffer.alloc((32 - (head.length % 32)) % 32), ...data]);
}
