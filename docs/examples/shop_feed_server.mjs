// A shop's backend for Refund Desk on Node 18 or later, without any dependency.
//
//   node shop_feed_server.mjs 8765 desk secret.txt
//
// All is in memory here. A real backend keeps it in its database, and writes an effect, its change
// number and its idempotency key in one transaction.

import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const [port, keyId, secretFile] = process.argv.slice(2);
const secret = readFileSync(secretFile, "utf8").trim();
const sample = JSON.parse(readFileSync(new URL("shop_feed_sample.json", import.meta.url), "utf8"));

const orders = new Map(Object.entries(sample.orders));
const applications = new Map(); // id -> application, in the order of their last change
const changeOf = new Map(); // id -> number of its last change
const pictures = new Map(); // id -> bytes
const nonces = new Map(); // nonce -> when it was seen, in milliseconds
const taken = new Map(); // idempotency key -> { request, answer }
let lastChange = 0;

class Refused extends Error {
  constructor(status, code, title) {
    super(title);
    this.problem = { type: "about:blank", title, status, code };
  }
}

function need(condition, title, status = 400, code = "bad_request") {
  if (!condition) throw new Refused(status, code, title);
}

const now = () => new Date().toISOString();
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

function put(application) {
  const id = application.application_id;
  lastChange += 1;
  applications.delete(id);
  applications.set(id, { ...application, changed_at: now() });
  changeOf.set(id, lastChange);
}

// -- point 2: who may come in ---------------------------------------------------------------------

function admit(request, body) {
  const header = (name) => request.headers[`refund-desk-${name}`] ?? "";
  const [timestamp, nonce] = [header("timestamp"), header("nonce")];
  const lines = [request.method, request.url, timestamp, nonce, sha256(body), ""];
  const wanted = Buffer.from(createHmac("sha256", secret).update(lines.join("\n")).digest("hex"));
  const given = Buffer.from(header("signature"));
  const right = wanted.length === given.length && timingSafeEqual(wanted, given);
  need(right && header("key") === keyId, "the signature does not match", 401, "bad_signature");
  const age = Math.abs(Date.now() / 1000 - Number(timestamp));
  need(age <= 300, "the timestamp is too old or too new", 401, "stale_timestamp");
  for (const [old, at] of nonces) if (Date.now() - at > 600_000) nonces.delete(old);
  need(!nonces.has(nonce), "this nonce was used before", 401, "nonce_replayed");
  nonces.set(nonce, Date.now());
}

// -- reading --------------------------------------------------------------------------------------

function changed(query) {
  const limit = query.get("limit") ?? "200";
  need(/^\d{1,3}$/.test(limit) && limit >= 1 && limit <= 200, "limit is 1 to 200");
  const cursor = /^c(\d{1,15})$/.exec(query.get("cursor") ?? "c0");
  need(cursor && Number(cursor[1]) <= lastChange, "no cursor of ours", 400, "bad_cursor");
  const after = Number(cursor[1]);
  const found = [...applications.values()].filter((one) => changeOf.get(one.application_id) > after);
  const page = found.slice(0, Number(limit));
  const end = page.length ? changeOf.get(page.at(-1).application_id) : after;
  return { applications: page, next_cursor: `c${end}`, more: found.length > page.length };
}

function severalOrders(query) {
  const asked = (query.get("transaction_ids") ?? "").split(",").filter(Boolean);
  need(asked.length >= 1 && asked.length <= 100, "transaction_ids: 1 to 100 numbers");
  return {
    orders: asked.filter((one) => orders.has(one)).map((one) => orders.get(one)),
    missing: asked.filter((one) => !orders.has(one)),
  };
}

function read(path, query) {
  if (path === "/applications") return changed(query);
  if (path === "/orders") return severalOrders(query);
  const [, kind, id] = /^\/(applications|orders|pictures)\/([^/]+)$/.exec(path) ?? [];
  const shelf = { applications, orders, pictures }[kind];
  need(shelf?.has(id), "there is no such thing", 404, "not_found");
  return shelf.get(id);
}

// -- posts: points 3 and 8 ------------------------------------------------------------------------

const isText = (value, least, most) =>
  typeof value === "string" && [...value].length >= least && [...value].length <= most;
const isFen = (value) => Number.isInteger(value) && value >= 1 && value <= 10_000_000_000;
const isInstant = (value) =>
  isText(value, 20, 27) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(value);

function parsed(body) {
  need(body.length <= 65_536, "the body is too large", 413, "too_large");
  let found = null;
  try {
    found = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    // Said below: what is no JSON is no object either.
  }
  need(found && typeof found === "object" && !Array.isArray(found), "no JSON object");
  return found;
}

const effects = {
  messages(application, answer, body) {
    const { channel, text, pictures: named = [] } = body;
    need(["after_sale_page", "customer_service"].includes(channel), "no such channel");
    need(isText(text, 1, 500), "text has 1 to 500 characters");
    need(Array.isArray(named) && named.length <= 4, "pictures: at most 4");
    need(named.every((one) => pictures.has(one)), "no such picture");
    const open = application.channels.includes(channel);
    need(open, "the buyer is not reachable so", 409, "channel_closed");
    const links = named.map((one) => `/pictures/${one}`);
    const said = { message_id: answer.id, at: answer.at, from: "shop", text, pictures: links };
    put({ ...application, messages: [...application.messages, said].slice(-200) });
  },
  decisions(application, answer, body) {
    const { decision, amount_fen, reason, address, deadline, text = "" } = body;
    const after = { approve: "approved", reject: "rejected", offer: "waiting_customer" };
    need([...Object.keys(after), "ask_return"].includes(decision), "no such decision");
    need(isText(text, 0, 200), "text has at most 200 characters");
    if (decision === "approve" || decision === "offer") need(isFen(amount_fen), "no amount");
    if (decision === "reject") need(isText(reason, 1, 200), "reason has 1 to 200 characters");
    if (decision === "ask_return") {
      const { receiver, phone, address: place } = address ?? {};
      const whole = isText(receiver, 1, 64) && isText(phone, 1, 32) && isText(place, 1, 200);
      need(whole && isInstant(deadline), "address and deadline are needed");
    }
    const ended = ["refunded", "rejected", "withdrawn", "platform_decided"];
    need(!ended.includes(application.state), "it has ended", 409, "state_conflict");
    const state = application.test ? "open" : after[decision] ?? "waiting_goods";
    const offer = decision === "offer" ? { offer: { amount_fen, agreed: null } } : {};
    put({ ...application, ...offer, state });
  },
  progress(application, answer, body) {
    const { step, amount_fen, out_refund_no, at } = body;
    need(["submitted", "processing", "arrived", "abnormal"].includes(step), "no such step");
    need(isFen(amount_fen) && isInstant(at), "amount_fen and at are needed");
    need(/^[0-9A-Za-z_|*@-]{1,64}$/.test(out_refund_no ?? ""), "out_refund_no is needed");
    if (step === "arrived" && !application.test) put({ ...application, state: "refunded" });
  },
  evidence(application, answer, { kind, picture }) {
    need(["shipping_list", "sign_receipt", "photo", "transfer"].includes(kind), "no such kind");
    need(picture.length <= 2_000_000, "the picture is too large", 413, "too_large");
    const start = picture.subarray(0, 8).toString("hex");
    const known = start === "89504e470d0a1a0a" || start.startsWith("ffd8ff");
    need(known, "neither PNG nor JPEG", 415, "bad_picture");
    pictures.set(answer.id, picture);
  },
};

function post(request, path, query, body) {
  const key = request.headers["idempotency-key"] ?? "";
  need(/^[A-Za-z0-9_.:-]{1,128}$/.test(key), "Idempotency-Key is missing", 400, "key_missing");
  const asked = `${request.url} ${sha256(body)}`;
  if (taken.has(key)) {
    need(taken.get(key).asked === asked, "key used for another post", 409, "key_reused");
    return taken.get(key).answer;
  }
  const [, id, what] = /^\/applications\/([^/]+)\/([a-z]+)$/.exec(path) ?? [];
  const known = applications.has(id) && Object.hasOwn(effects, what);
  need(known, "there is no such thing", 404, "not_found");
  const answer = { id: `P${taken.size + 1}`, at: now() };
  const given = what === "evidence" ? { kind: query.get("kind"), picture: body } : parsed(body);
  effects[what](applications.get(id), answer, given);
  taken.set(key, { asked, answer });
  return answer;
}

// -- HTTP -----------------------------------------------------------------------------------------

function answerTo(request, body) {
  const url = new URL(request.url, "http://shop");
  admit(request, body);
  if (request.method === "POST") return [201, post(request, url.pathname, url.searchParams, body)];
  return [200, read(url.pathname, url.searchParams)];
}

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  let status, answer;
  let type = "application/json";
  try {
    [status, answer] = answerTo(request, Buffer.concat(pieces));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    ({ problem: answer } = error);
    status = answer.status;
    type = "application/problem+json";
  }
  if (Buffer.isBuffer(answer)) type = answer[0] === 0x89 ? "image/png" : "image/jpeg";
  else answer = JSON.stringify(answer);
  response.writeHead(status, { "Content-Type": type });
  response.end(answer);
});

for (const one of sample.applications) put({ ...one, order: orders.get(one.transaction_id) });
server.listen(Number(port), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
