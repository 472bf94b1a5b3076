// A host that speaks contract/transport.ts without an engine: for tests of the main process alone. It answers what it
// is asked to: `fake.echo` its input, `fake.wait` never (until cancelled), `fake.die` by dying. Plain JavaScript,
// because Electron's own Node runs it as well. FAKE_HOST_MEDIA names the one file that every footage:// address means.

const send = (message) => process.send(message);
const refuse = (callId, code, params = {}) => send({ type: "refusal", callId, error: { code, params } });

const answers = {
  "fake.echo": (callId, input) => send({ type: "answer", callId, output: input }),
  "fake.columns": (callId) => send({ type: "answer", callId, output: { startMs: new Float64Array([1, 2.5, -1]), jpeg: new Uint8Array([255, 216]) } }),
  "fake.event": (callId, input) => {
    send({ type: "event", event: input });
    send({ type: "answer", callId, output: {} });
  },
  "fake.pid": (callId) => send({ type: "answer", callId, output: process.pid }),
  "fake.wait": () => {},
  "fake.die": () => process.exit(7),
};

process.on("message", (message) => {
  if (message.type === "call") (answers[message.method] ?? ((callId) => refuse(callId, "input-invalid")))(message.callId, message.input);
  if (message.type === "cancel") refuse(message.callId, "cancelled");
  if (message.type === "resolve") resolve(message);
  if (message.type === "quit") {
    if (process.env.FAKE_HOST_DEAF !== "1") process.exit(0);
  }
});
process.on("disconnect", () => process.exit(0));

function resolve({ callId, kind, id }) {
  const path = process.env.FAKE_HOST_MEDIA;
  if (!path || id !== 1) return refuse(callId, "file-unknown", { kind, id });
  send({ type: "answer", callId, output: { pathBase64: Buffer.from(path).toString("base64"), mimeType: "video/mp4", bytes: null } });
}

if (process.env.FAKE_HOST_DIES_AT_ONCE === "1") process.exit(9);
if (process.env.FAKE_HOST_REFUSES === "1") {
  send({ type: "failed-to-open", error: { code: "library-newer", params: { path: "somewhere", version: 99 } } });
  process.disconnect();
} else {
  send({ type: "ready", libraryPath: process.argv[3], writable: true });
}
