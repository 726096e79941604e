// Notices on this device: the form shows where this browser can take them. Its button asks for leave, has the browser's
// push service make an address, and sends that as the form's own field.

const form = document.querySelector("[data-push-key]");
const can = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

async function address() {
  const known = await navigator.serviceWorker.register("/desk/worker.js", { scope: "/desk" });
  const ready = known.active ? known : await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytes(form.dataset.pushKey) };
  // One that was made for another key says nothing to us.
  const old = await ready.pushManager.getSubscription();
  if (old) await old.unsubscribe();
  return ready.pushManager.subscribe(options);
}

async function press(event) {
  event.preventDefault();
  const button = form.querySelector("button");
  const problem = form.querySelector("[data-problem]");
  problem.hidden = true;
  button.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") throw new Error("no leave was given");
    form.elements.subscription.value = JSON.stringify(await address());
    form.submit();
  } catch {
    button.disabled = false;
    problem.textContent = problem.dataset.problem;
    problem.hidden = false;
  }
}

if (form && can) {
  form.addEventListener("submit", press);
  form.hidden = false;
}
