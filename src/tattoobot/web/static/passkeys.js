// Passkeys: the form of one shows where this browser knows them and stands at the address that they belong to. Its button
// asks the device, and sends what that answers as the form's own field.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

function text(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

// The browser takes and gives bytes, JSON has none.
function readable(options) {
  options.challenge = bytes(options.challenge);
  if (options.user) options.user.id = bytes(options.user.id);
  for (const list of ["excludeCredentials", "allowCredentials"]) {
    for (const one of options[list] ?? []) one.id = bytes(one.id);
  }
  return options;
}

function sendable(credential) {
  const response = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[part]) response[part] = text(credential.response[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: {},
  });
}

async function ask(form) {
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.ask, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`asking for it gave ${answer.status}`);
  const publicKey = readable(await answer.json());
  return publicKey.user
    ? navigator.credentials.create({ publicKey })
    : navigator.credentials.get({ publicKey });
}

async function press(event) {
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector("[data-problem]");
  problem.hidden = true;
  form.querySelector("button").disabled = true;
  try {
    form.elements.credential.value = sendable(await ask(form));
    form.submit();
  } catch (error) {
    form.querySelector("button").disabled = false;
    // Whoever closes the device's question knows that they did.
    if (error.name === "NotAllowedError") return;
    problem.textContent = error.name === "InvalidStateError" ? problem.dataset.known : problem.dataset.problem;
    problem.hidden = false;
  }
}

for (const form of document.querySelectorAll("[data-ask]")) {
  if (!window.PublicKeyCredential || form.dataset.origin !== location.origin) continue;
  form.addEventListener("submit", press);
  form.hidden = false;
}
