/*
 * A pack is signed by the command; its signature is checked by the command, and here once more by hand as minisign does:
 * Ed25519 over the BLAKE2b-512 of the file, and over that signature with the comment behind it.
 */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash, createPublicKey, verify } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { command, packText } from "./product.mjs";

const folder = mkdtempSync(join(tmpdir(), "tradeaid-"));
const pack = join(folder, "pack.json");
const [key, stranger] = ["key", "stranger"].map((name) => join(folder, name));

const run = (...words) =>
  new Promise((resolve) => {
    execFile(command(), ["pack", ...words, "--lang", "en"], (error, out, err) => resolve({ status: error ? error.code : 0, out, err }));
  });

before(async () => {
  writeFileSync(pack, packText());
  for (const name of [key, stranger]) {
    assert.equal((await run("key", "-o", name)).status, 0);
  }
  assert.equal((await run("sign", pack, "--key", `${key}.key`)).status, 0);
});

after(() => rmSync(folder, { recursive: true }));

const lines = (file) => readFileSync(file, "utf8").split("\n");
const bytes = (line) => Buffer.from(line, "base64");

test("R58: the signature of the released pack is one of minisign, and names the pack and its digest", () => {
  const [, written, comment, around] = lines(`${pack}.minisig`);
  const x = bytes(lines(`${key}.pub`)[1]).subarray(10).toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  const signature = bytes(written).subarray(10);
  assert.equal(bytes(written).subarray(0, 2).toString(), "ED");
  assert.ok(verify(null, createHash("blake2b512").update(readFileSync(pack)).digest(), publicKey, signature));
  const said = comment.replace("trusted comment: ", "");
  assert.match(said, /^fujian-2024-2 \d+\.\d+\.\d+ sha256:[0-9a-f]{64}$/);
  assert.ok(verify(null, Buffer.concat([signature, Buffer.from(said)]), publicKey, bytes(around)));
});

test("R58: the command takes a signature of this file by this key, and no other", async () => {
  const right = await run("verify", pack, "--key", `${key}.pub`);
  assert.deepEqual([right.status, right.out.split(" sha256:")[0]], [0, `The signature fits: ${lines(`${pack}.minisig`)[2].split(" ").slice(2, 4).join(" ")}`]);
  assert.equal((await run("verify", pack, "--key", `${stranger}.pub`)).status, 1);
  appendFileSync(pack, "\n");
  const wrong = await run("verify", pack, "--key", `${key}.pub`);
  assert.equal(wrong.status, 1);
  assert.match(wrong.err, /the signature does not fit/);
});
