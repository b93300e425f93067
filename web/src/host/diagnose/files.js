/*
 * The files of the release as the server hands them out: whether they are there, of which type, how large, and whether
 * they are the ones that were published.
 */

/** The list of the digests of all files that a calculator may ask for. */
const LIST = "files.json";

/** A line for each file that a calculator may ask for; nothing but the list where that cannot be read. */
export async function examineFiles(release) {
  const list = await examineFile(release, LIST);
  let names = [];
  try {
    names = Object.keys(JSON.parse(new TextDecoder().decode(list.bytes)));
  } catch (unreadable) {
    return [told(list)];
  }
  const files = await Promise.all(names.map((name) => examineFile(release, name)));
  return [list, ...files].map(told);
}

const told = ({ bytes, ...line }) => line;

async function examineFile(release, name) {
  const line = { name, status: 0, type: "", encoding: "", size: 0, genuine: null, bytes: null };
  try {
    const response = await fetch(release.base + name, { credentials: "same-origin", referrerPolicy: "no-referrer" });
    line.status = response.status;
    line.type = response.headers.get("content-type") || "";
    line.encoding = response.headers.get("content-encoding") || "";
    line.bytes = await response.arrayBuffer();
    line.size = line.bytes.byteLength;
    line.genuine = await isGenuine(await release.known(name, String), line.bytes);
  } catch (lost) {
    line.status = line.status || 0;
  }
  return line;
}

/** Whether the bytes have this digest; null where there is none, or the browser cannot tell. */
async function isGenuine(digest, bytes) {
  if (!digest || !window.crypto || !crypto.subtle) {
    return null;
  }
  const found = await crypto.subtle.digest("SHA-256", bytes);
  return digest === `sha256-${btoa(String.fromCharCode(...new Uint8Array(found)))}`;
}
